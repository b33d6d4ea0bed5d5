BEGIN TRANSACTION;
CREATE TABLE actual_operations (
	building_id VARCHAR(100) NOT NULL, 
	category TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	closed_on_public_holidays BOOLEAN NOT NULL, 
	has_own_closures BOOLEAN NOT NULL, 
	CONSTRAINT pk_actual_operations PRIMARY KEY (building_id), 
	CONSTRAINT fk_actual_operations_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0017');
CREATE TABLE "assessments" (
	assessment_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	global_id TEXT NOT NULL, 
	part_code TEXT NOT NULL, 
	grade INTEGER NOT NULL, 
	consequence_grade INTEGER NOT NULL, 
	symptom TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	assessed_on DATE NOT NULL, 
	assessed_by TEXT NOT NULL, 
	method_level INTEGER NOT NULL, 
	cost_low_nok FLOAT, 
	cost_central_nok FLOAT, 
	cost_high_nok FLOAT, 
	price_year INTEGER NOT NULL, 
	deadline_year INTEGER NOT NULL, 
	space_id TEXT DEFAULT '' NOT NULL, 
	part_table TEXT DEFAULT 'NS 3451:2022' NOT NULL, 
	kg_safety INTEGER DEFAULT '-1' NOT NULL, 
	kg_health INTEGER DEFAULT '-1' NOT NULL, 
	kg_economy INTEGER DEFAULT '-1' NOT NULL, 
	kg_use INTEGER DEFAULT '-1' NOT NULL, 
	kg_appearance INTEGER DEFAULT '-1' NOT NULL, 
	reference_level TEXT DEFAULT '' NOT NULL, 
	cause TEXT DEFAULT '' NOT NULL, 
	is_development BOOLEAN DEFAULT 0 NOT NULL, 
	quantity FLOAT, 
	unit TEXT DEFAULT '' NOT NULL, 
	survey TEXT DEFAULT '' NOT NULL, 
	photo TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_assessments PRIMARY KEY (assessment_id), 
	CONSTRAINT fk_assessments_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "assessments" VALUES('00000000000012','b01','','234',2,1,'Råte','Skift','2024-05-17','Ola',2,1000.0,NULL,3000.0,2024,2027,'','NS 3451:2022',-1,-1,-1,-1,-1,'','',0,NULL,'','','');
CREATE TABLE audit_log (
	entry_id INTEGER NOT NULL, 
	change_id VARCHAR(40) NOT NULL, 
	at_utc DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	what TEXT NOT NULL, 
	table_name VARCHAR(60) NOT NULL, 
	row_key VARCHAR(200) NOT NULL, 
	before_json TEXT, 
	after_json TEXT, 
	program_version TEXT NOT NULL, db_user TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_audit_log PRIMARY KEY (entry_id)
);
CREATE TABLE building_models (
	version_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	received_at DATETIME NOT NULL, who TEXT DEFAULT '' NOT NULL, elements INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_building_models PRIMARY KEY (version_id), 
	CONSTRAINT fk_building_models_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE, 
	CONSTRAINT fk_building_models_sha256_models FOREIGN KEY(sha256) REFERENCES models (sha256)
);
CREATE TABLE buildings (
	building_id VARCHAR(100) NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	category TEXT NOT NULL, 
	district TEXT NOT NULL, 
	address TEXT NOT NULL, 
	building_number TEXT NOT NULL, 
	construction_year FLOAT, 
	gross_floor_area_m2 FLOAT, 
	heated_floor_area_m2 FLOAT, 
	storeys INTEGER NOT NULL, 
	footprint_epsg25832_m TEXT NOT NULL, 
	ground_level_m FLOAT, 
	height_m FLOAT, 
	roof TEXT NOT NULL, 
	protected BOOLEAN NOT NULL, 
	energy_label TEXT NOT NULL, 
	energy_label_scheme TEXT NOT NULL, 
	model_sha256 TEXT NOT NULL, 
	model_name TEXT NOT NULL, property_id TEXT DEFAULT '' NOT NULL, type_code TEXT DEFAULT '' NOT NULL, type_table TEXT DEFAULT 'NS 3457-3:2013' NOT NULL, kostra_function TEXT DEFAULT '' NOT NULL, usable_area_m2 FLOAT, owner_unit TEXT DEFAULT '' NOT NULL, protection TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_buildings PRIMARY KEY (building_id)
);
INSERT INTO "buildings" VALUES('b01',0,'Lia skole','school','Åsane','','',1962.0,4100.0,3900.0,2,'[]',NULL,9.5,'flat',0,'E','Enova','','','','','NS 3457-3:2013','',NULL,'','');
CREATE TABLE certificates (
	certificate_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	number VARCHAR(60) NOT NULL, 
	letter VARCHAR(1) NOT NULL, 
	scheme VARCHAR(10) NOT NULL, 
	heating_grade TEXT NOT NULL, 
	energy_kwh_m2 FLOAT, 
	issued_on DATE, 
	expires_on DATE, 
	entered_on DATE, 
	CONSTRAINT pk_certificates PRIMARY KEY (certificate_id), 
	CONSTRAINT fk_certificates_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "certificates" VALUES(1,'b01','','E','Enova','',NULL,NULL,NULL,NULL);
CREATE TABLE components (
	component_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	name TEXT NOT NULL, 
	part_code TEXT DEFAULT '' NOT NULL, 
	part_table TEXT DEFAULT 'NS 3451:2022' NOT NULL, 
	component_type TEXT DEFAULT '' NOT NULL, 
	global_id TEXT DEFAULT '' NOT NULL, 
	space_id TEXT DEFAULT '' NOT NULL, 
	tag TEXT DEFAULT '' NOT NULL, 
	manufacturer TEXT DEFAULT '' NOT NULL, 
	model_reference TEXT DEFAULT '' NOT NULL, 
	serial_number TEXT DEFAULT '' NOT NULL, 
	installed_year INTEGER DEFAULT '0' NOT NULL, 
	quantity FLOAT, 
	unit TEXT DEFAULT '' NOT NULL, 
	life_low_years FLOAT, 
	life_central_years FLOAT, 
	life_high_years FLOAT, 
	replacement_low_nok FLOAT, 
	replacement_central_nok FLOAT, 
	replacement_high_nok FLOAT, 
	price_year INTEGER DEFAULT '0' NOT NULL, 
	warranty_until DATE, 
	source TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_components PRIMARY KEY (component_id), 
	CONSTRAINT fk_components_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE decisions (
	decision_id VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	decided_at DATETIME, 
	decided_by TEXT NOT NULL, 
	content TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_decisions PRIMARY KEY (decision_id)
);
CREATE TABLE documents (
	document_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	global_id TEXT DEFAULT '' NOT NULL, 
	part_code TEXT DEFAULT '' NOT NULL, 
	part_table TEXT DEFAULT 'NS 3451:2022' NOT NULL, 
	place TEXT DEFAULT '' NOT NULL, 
	sha256 TEXT DEFAULT '' NOT NULL, 
	dated DATE, 
	CONSTRAINT pk_documents PRIMARY KEY (document_id), 
	CONSTRAINT fk_documents_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE duties (
	duty_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	legal_basis TEXT DEFAULT '' NOT NULL, 
	interval_months INTEGER DEFAULT '0' NOT NULL, 
	last_done DATE, 
	next_due DATE, 
	state TEXT NOT NULL, 
	responsible TEXT DEFAULT '' NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	document_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_duties PRIMARY KEY (duty_id), 
	CONSTRAINT fk_duties_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE file_parts (
	name VARCHAR(200) NOT NULL, 
	part INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_file_parts PRIMARY KEY (name, part)
);
CREATE TABLE import_mappings (
	format VARCHAR(60) NOT NULL, 
	columns_key VARCHAR(64) NOT NULL, 
	mapping_json TEXT NOT NULL, 
	used_at_utc DATETIME NOT NULL, 
	CONSTRAINT pk_import_mappings PRIMARY KEY (format, columns_key)
);
CREATE TABLE imports (
	import_id VARCHAR(100) NOT NULL, 
	at_utc DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	format TEXT NOT NULL, 
	change_id VARCHAR(40) NOT NULL, 
	added INTEGER DEFAULT '0' NOT NULL, 
	changed INTEGER DEFAULT '0' NOT NULL, 
	unchanged INTEGER DEFAULT '0' NOT NULL, 
	rejected INTEGER DEFAULT '0' NOT NULL, 
	report_json TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_imports PRIMARY KEY (import_id)
);
CREATE TABLE issues (
	issue_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	description TEXT DEFAULT '' NOT NULL, 
	status TEXT DEFAULT 'open' NOT NULL, 
	priority TEXT DEFAULT '' NOT NULL, 
	author TEXT DEFAULT '' NOT NULL, 
	assigned_to TEXT DEFAULT '' NOT NULL, 
	created_on DATE, 
	due_on DATE, 
	places TEXT DEFAULT '[]' NOT NULL, 
	view_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_issues PRIMARY KEY (issue_id), 
	CONSTRAINT fk_issues_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE known_values (
	known_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	quantity TEXT NOT NULL, 
	value FLOAT, 
	uncertainty FLOAT NOT NULL, 
	kind TEXT NOT NULL, 
	known_on DATE NOT NULL, 
	who TEXT NOT NULL, 
	note TEXT NOT NULL, 
	entered_on DATE NOT NULL, 
	choice TEXT NOT NULL, 
	elements_json TEXT NOT NULL, 
	CONSTRAINT pk_known_values PRIMARY KEY (known_id), 
	CONSTRAINT fk_known_values_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE maintenance_plans (
	plan_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	"trigger" TEXT NOT NULL, 
	global_id TEXT DEFAULT '' NOT NULL, 
	part_code TEXT DEFAULT '' NOT NULL, 
	part_table TEXT DEFAULT 'NS 3451:2022' NOT NULL, 
	component_id TEXT DEFAULT '' NOT NULL, 
	interval_months INTEGER DEFAULT '0' NOT NULL, 
	interval_h FLOAT, 
	h_per_year FLOAT, 
	due_grade INTEGER DEFAULT '-1' NOT NULL, 
	last_done DATE, 
	supplier TEXT DEFAULT '' NOT NULL, 
	cost_nok FLOAT, 
	price_year INTEGER DEFAULT '0' NOT NULL, 
	account TEXT DEFAULT '' NOT NULL, 
	account_table TEXT DEFAULT 'NS 3454:2013' NOT NULL, 
	duty_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_maintenance_plans PRIMARY KEY (plan_id), 
	CONSTRAINT fk_maintenance_plans_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE meters (
	meter_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	carrier TEXT NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_meters PRIMARY KEY (meter_id), 
	CONSTRAINT fk_meters_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "meters" VALUES('m1','b01','electricity','Hovedmåler');
CREATE TABLE models (
	sha256 VARCHAR(64) NOT NULL, 
	suffix TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	CONSTRAINT pk_models PRIMARY KEY (sha256)
);
CREATE TABLE need_votes (
	vote_id VARCHAR(100) NOT NULL, 
	need_id VARCHAR(100) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_need_votes PRIMARY KEY (vote_id), 
	CONSTRAINT fk_need_votes_need_id_needs FOREIGN KEY(need_id) REFERENCES needs (need_id) ON DELETE CASCADE, 
	CONSTRAINT uq_need_votes_need_id_who UNIQUE (need_id, who)
);
CREATE TABLE needs (
	need_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	description TEXT NOT NULL, 
	affects TEXT NOT NULL, 
	pain INTEGER NOT NULL, 
	raised_on DATE NOT NULL, kind TEXT DEFAULT 'in the building' NOT NULL, places TEXT DEFAULT '[]' NOT NULL, causes TEXT DEFAULT '' NOT NULL, effects TEXT DEFAULT '' NOT NULL, evidence TEXT DEFAULT '' NOT NULL, owner TEXT DEFAULT '' NOT NULL, status TEXT DEFAULT 'new' NOT NULL, theme TEXT DEFAULT '' NOT NULL, votes INTEGER DEFAULT '0' NOT NULL, answers TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_needs PRIMARY KEY (need_id), 
	CONSTRAINT fk_needs_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "needs" VALUES('n1','b01','Trekk','','Elever',4,'2025-01-01','in the building','[]','','','','','new','',0,'[]');
CREATE TABLE operation_closures (
	closure_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	name TEXT NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	CONSTRAINT pk_operation_closures PRIMARY KEY (closure_id), 
	CONSTRAINT fk_operation_closures_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE operation_overrides (
	override_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	quantity TEXT NOT NULL, 
	value FLOAT NOT NULL, 
	who TEXT NOT NULL, 
	entered_on DATE NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_operation_overrides PRIMARY KEY (override_id), 
	CONSTRAINT fk_operation_overrides_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE portfolio (
	portfolio_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	program_version TEXT NOT NULL, price_year INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_portfolio PRIMARY KEY (portfolio_id)
);
INSERT INTO "portfolio" VALUES(1,'Gammel æøå','2026-01-01 00:00:00.000000','0.1.0',0);
CREATE TABLE portfolio_scenarios (
	scenario_id VARCHAR(100) NOT NULL, 
	scenario_key TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	parent TEXT DEFAULT '' NOT NULL, 
	saved_at DATETIME, 
	saved_by TEXT DEFAULT '' NOT NULL, 
	content TEXT DEFAULT '{}' NOT NULL, 
	sha256 TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_portfolio_scenarios PRIMARY KEY (scenario_id), 
	CONSTRAINT uq_portfolio_scenarios_scenario_key_version UNIQUE (scenario_key, version)
);
CREATE TABLE properties (
	property_id VARCHAR(100) NOT NULL, 
	name TEXT NOT NULL, 
	municipality TEXT DEFAULT '' NOT NULL, 
	cadastral_number TEXT DEFAULT '' NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	owner_unit TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_properties PRIMARY KEY (property_id)
);
CREATE TABLE proposals (
	sha256 VARCHAR(64) NOT NULL, 
	proposal_id TEXT NOT NULL, 
	suffix TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
	is_accepted BOOLEAN NOT NULL, 
	content_json TEXT NOT NULL, received_by TEXT DEFAULT '' NOT NULL, accepted_by TEXT DEFAULT '' NOT NULL, accepted_at DATETIME, 
	CONSTRAINT pk_proposals PRIMARY KEY (sha256)
);
CREATE TABLE saved_views (
	view_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) DEFAULT '' NOT NULL, 
	name TEXT NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	content TEXT DEFAULT '{}' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_saved_views PRIMARY KEY (view_id)
);
CREATE TABLE saving_checks (
	check_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	subject TEXT NOT NULL, 
	baseline_first DATE NOT NULL, 
	baseline_last DATE NOT NULL, 
	reporting_first DATE NOT NULL, 
	reporting_last DATE NOT NULL, 
	step TEXT NOT NULL, 
	changes_json TEXT NOT NULL, 
	claimed_kwh FLOAT, 
	claimed_source TEXT NOT NULL, 
	CONSTRAINT pk_saving_checks PRIMARY KEY (check_id), 
	CONSTRAINT fk_saving_checks_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE scenario_comments (
	comment_id VARCHAR(100) NOT NULL, 
	scenario_id VARCHAR(100) NOT NULL, 
	who TEXT NOT NULL, 
	said_at DATETIME, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_scenario_comments PRIMARY KEY (comment_id), 
	CONSTRAINT fk_scenario_comments_scenario_id_portfolio_scenarios FOREIGN KEY(scenario_id) REFERENCES portfolio_scenarios (scenario_id) ON DELETE CASCADE
);
CREATE TABLE scenario_proposals (
	scenario_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_scenario_proposals PRIMARY KEY (scenario_id, position), 
	CONSTRAINT fk_scenario_proposals_scenario_id_scenarios FOREIGN KEY(scenario_id) REFERENCES scenarios (scenario_id) ON DELETE CASCADE, 
	CONSTRAINT fk_scenario_proposals_sha256_proposals FOREIGN KEY(sha256) REFERENCES proposals (sha256)
);
CREATE TABLE scenarios (
	scenario_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	name TEXT NOT NULL, 
	is_draft BOOLEAN NOT NULL, 
	saved_at DATETIME NOT NULL, weather TEXT DEFAULT '' NOT NULL, take_back_k FLOAT DEFAULT '0' NOT NULL, panels_json TEXT DEFAULT '[]' NOT NULL, choices_json TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_scenarios PRIMARY KEY (scenario_id), 
	CONSTRAINT fk_scenarios_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "scenarios" VALUES(1,'b01','Nye vinduer',0,'2026-01-01 00:00:00.000000','',0.0,'[]','[]');
CREATE TABLE sensors (
	sensor_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	name TEXT NOT NULL, 
	quantity TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	global_id TEXT DEFAULT '' NOT NULL, 
	space_id TEXT DEFAULT '' NOT NULL, 
	low FLOAT, 
	high FLOAT, 
	CONSTRAINT pk_sensors PRIMARY KEY (sensor_id), 
	CONSTRAINT fk_sensors_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
CREATE TABLE service_agreements (
	agreement_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) DEFAULT '' NOT NULL, 
	supplier TEXT NOT NULL, 
	title TEXT NOT NULL, 
	part_code TEXT DEFAULT '' NOT NULL, 
	part_table TEXT DEFAULT 'NS 3451:2022' NOT NULL, 
	valid_from DATE, 
	valid_until DATE, 
	yearly_cost_nok FLOAT, 
	price_year INTEGER DEFAULT '0' NOT NULL, 
	response_h FLOAT, 
	account TEXT DEFAULT '' NOT NULL, 
	account_table TEXT DEFAULT 'NS 3454:2013' NOT NULL, 
	CONSTRAINT pk_service_agreements PRIMARY KEY (agreement_id)
);
CREATE TABLE supplier_keys (
	public_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	added_by TEXT NOT NULL, 
	CONSTRAINT pk_supplier_keys PRIMARY KEY (public_key)
);
CREATE TABLE "work_orders" (
	order_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	global_id TEXT NOT NULL, 
	part_code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	state TEXT NOT NULL, 
	is_planned BOOLEAN NOT NULL, 
	opened_on DATE NOT NULL, 
	deadline DATE, 
	closed_on DATE, 
	supplier TEXT NOT NULL, 
	cost_nok FLOAT, 
	part_table TEXT DEFAULT 'NS 3451:2022' NOT NULL, 
	space_id TEXT DEFAULT '' NOT NULL, 
	component_id TEXT DEFAULT '' NOT NULL, 
	is_failure BOOLEAN DEFAULT 0 NOT NULL, 
	priority INTEGER DEFAULT '0' NOT NULL, 
	description TEXT DEFAULT '' NOT NULL, 
	planned_on DATE, 
	started_on DATE, 
	downtime_h FLOAT, 
	estimate_nok FLOAT, 
	account TEXT DEFAULT '' NOT NULL, 
	account_table TEXT DEFAULT 'NS 3454:2013' NOT NULL, 
	plan_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_work_orders PRIMARY KEY (order_id), 
	CONSTRAINT fk_work_orders_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "work_orders" VALUES('AO-1','b01','','234','Skift pakning','open',0,'2026-03-01','2026-04-01',NULL,'',NULL,'NS 3451:2022','','',0,0,'',NULL,NULL,NULL,NULL,'','NS 3454:2013','');
CREATE INDEX ix_proposals_proposal_id ON proposals (proposal_id);
CREATE INDEX ix_building_models_building_id ON building_models (building_id);
CREATE INDEX ix_meters_building_id ON meters (building_id);
CREATE INDEX ix_needs_building_id ON needs (building_id);
CREATE INDEX ix_scenarios_building_id ON scenarios (building_id);
CREATE INDEX ix_operation_overrides_building_id ON operation_overrides (building_id);
CREATE INDEX ix_operation_closures_building_id ON operation_closures (building_id);
CREATE INDEX ix_audit_log_change_id ON audit_log (change_id);
CREATE INDEX ix_audit_log_table_name_row_key ON audit_log (table_name, row_key);
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'the log of changes is only added to'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'the log of changes is only added to'); END;
CREATE INDEX ix_saved_views_building_id ON saved_views (building_id);
CREATE INDEX ix_components_building_id ON components (building_id);
CREATE INDEX ix_documents_building_id ON documents (building_id);
CREATE INDEX ix_issues_building_id ON issues (building_id);
CREATE INDEX ix_sensors_building_id ON sensors (building_id);
CREATE INDEX ix_service_agreements_building_id ON service_agreements (building_id);
CREATE INDEX ix_duties_building_id ON duties (building_id);
CREATE INDEX ix_maintenance_plans_building_id ON maintenance_plans (building_id);
CREATE INDEX ix_assessments_building_id ON assessments (building_id);
CREATE INDEX ix_work_orders_building_id ON work_orders (building_id);
CREATE INDEX ix_known_values_building_id ON known_values (building_id);
CREATE INDEX ix_certificates_building_id ON certificates (building_id);
CREATE INDEX ix_saving_checks_building_id ON saving_checks (building_id);
CREATE INDEX ix_portfolio_scenarios_scenario_key ON portfolio_scenarios (scenario_key);
CREATE INDEX ix_scenario_comments_scenario_id ON scenario_comments (scenario_id);
COMMIT;
-- readings.sqlite
BEGIN TRANSACTION;
CREATE TABLE meter_years (
	meter_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	is_full BOOLEAN NOT NULL, 
	coverage FLOAT NOT NULL, 
	energy_kwh FLOAT, 
	CONSTRAINT pk_meter_years PRIMARY KEY (meter_id, year)
);
INSERT INTO "meter_years" VALUES('m1',2024,0,0.0003,6.0);
CREATE TABLE reading_blocks (
	meter_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	first_hour INTEGER NOT NULL, 
	hours INTEGER NOT NULL, 
	values_kwh BLOB NOT NULL, step VARCHAR(10) DEFAULT 'hour' NOT NULL, 
	CONSTRAINT pk_reading_blocks PRIMARY KEY (meter_id, year)
);
INSERT INTO "reading_blocks" VALUES('m1',2024,0,3,X'7801636000810606077B07070005890180','hour');
CREATE TABLE reading_days (
	meter_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	values_kwh BLOB NOT NULL, 
	CONSTRAINT pk_reading_days PRIMARY KEY (meter_id, year)
);
INSERT INTO "reading_days" VALUES('m1',2024,X'780163601805A321303C43E0C028A06308D48F023A8600008BC0C822');
CREATE TABLE replaced_blocks (
	change_id VARCHAR(40) NOT NULL, 
	series VARCHAR(10) NOT NULL, 
	series_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	before_json TEXT NOT NULL, 
	before_values BLOB, 
	after_crc BIGINT NOT NULL, told_before_json TEXT, told_after_json TEXT, 
	CONSTRAINT pk_replaced_blocks PRIMARY KEY (change_id, series, series_id, year)
);
CREATE TABLE sensor_blocks (
	sensor_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	step_s INTEGER NOT NULL, 
	first_step INTEGER NOT NULL, 
	steps INTEGER NOT NULL, 
	values_unit BLOB NOT NULL, 
	CONSTRAINT pk_sensor_blocks PRIMARY KEY (sensor_id, year)
);
COMMIT;

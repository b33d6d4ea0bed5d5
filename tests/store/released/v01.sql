BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE assessments (
	assessment_id INTEGER NOT NULL, 
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
	CONSTRAINT pk_assessments PRIMARY KEY (assessment_id), 
	CONSTRAINT fk_assessments_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "assessments" VALUES(12,'b01','','234',2,1,'Råte','Skift','2024-05-17','Ola',2,1000.0,NULL,3000.0,2024,2027);
CREATE TABLE building_models (
	version_id INTEGER NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
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
	model_name TEXT NOT NULL, 
	CONSTRAINT pk_buildings PRIMARY KEY (building_id)
);
INSERT INTO "buildings" VALUES('b01',0,'Lia skole','school','Åsane','','',1962.0,4100.0,3900.0,2,'[]',NULL,9.5,'flat',0,'E','Enova','','');
CREATE TABLE meter_years (
	meter_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	is_full BOOLEAN NOT NULL, 
	coverage FLOAT NOT NULL, 
	energy_kwh FLOAT, 
	CONSTRAINT pk_meter_years PRIMARY KEY (meter_id, year), 
	CONSTRAINT fk_meter_years_meter_id_meters FOREIGN KEY(meter_id) REFERENCES meters (meter_id) ON DELETE CASCADE
);
INSERT INTO "meter_years" VALUES('m1',2024,0,0.0003,6.0);
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
CREATE TABLE needs (
	need_id VARCHAR(100) NOT NULL, 
	building_id VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	description TEXT NOT NULL, 
	affects TEXT NOT NULL, 
	severity INTEGER NOT NULL, 
	raised_on DATE NOT NULL, 
	CONSTRAINT pk_needs PRIMARY KEY (need_id), 
	CONSTRAINT fk_needs_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "needs" VALUES('n1','b01','Trekk','','Elever',4,'2025-01-01');
CREATE TABLE portfolio (
	portfolio_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	program_version TEXT NOT NULL, 
	CONSTRAINT pk_portfolio PRIMARY KEY (portfolio_id)
);
INSERT INTO "portfolio" VALUES(1,'Gammel æøå','2026-01-01 00:00:00.000000','0.1.0');
CREATE TABLE proposals (
	sha256 VARCHAR(64) NOT NULL, 
	proposal_id TEXT NOT NULL, 
	suffix TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
	is_accepted BOOLEAN NOT NULL, 
	content_json TEXT NOT NULL, 
	CONSTRAINT pk_proposals PRIMARY KEY (sha256)
);
CREATE TABLE reading_blocks (
	meter_id VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	first_hour INTEGER NOT NULL, 
	hours INTEGER NOT NULL, 
	values_kwh BLOB NOT NULL, 
	CONSTRAINT pk_reading_blocks PRIMARY KEY (meter_id, year), 
	CONSTRAINT fk_reading_blocks_meter_id_meters FOREIGN KEY(meter_id) REFERENCES meters (meter_id) ON DELETE CASCADE
);
INSERT INTO "reading_blocks" VALUES('m1',2024,0,3,X'7801636000810606077B07070005890180');
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
	saved_at DATETIME NOT NULL, 
	CONSTRAINT pk_scenarios PRIMARY KEY (scenario_id), 
	CONSTRAINT fk_scenarios_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "scenarios" VALUES(1,'b01','Nye vinduer',0,'2026-01-01 00:00:00.000000');
CREATE TABLE work_orders (
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
	CONSTRAINT pk_work_orders PRIMARY KEY (order_id), 
	CONSTRAINT fk_work_orders_building_id_buildings FOREIGN KEY(building_id) REFERENCES buildings (building_id) ON DELETE CASCADE
);
INSERT INTO "work_orders" VALUES('AO-1','b01','','234','Skift pakning','open',0,'2026-03-01','2026-04-01',NULL,'',NULL);
CREATE INDEX ix_proposals_proposal_id ON proposals (proposal_id);
CREATE INDEX ix_assessments_building_id ON assessments (building_id);
CREATE INDEX ix_building_models_building_id ON building_models (building_id);
CREATE INDEX ix_meters_building_id ON meters (building_id);
CREATE INDEX ix_needs_building_id ON needs (building_id);
CREATE INDEX ix_scenarios_building_id ON scenarios (building_id);
CREATE INDEX ix_work_orders_building_id ON work_orders (building_id);
COMMIT;

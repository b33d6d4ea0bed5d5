-- What each role may do; applied again after each change of the tables, by their owner.
REVOKE ALL ON ALL TABLES IN SCHEMA public, readings FROM PUBLIC, {viewer}, {planner}, {editor};
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- viewer: reads everything, the log of changes too.
GRANT USAGE ON SCHEMA public, readings TO {viewer};
GRANT SELECT ON ALL TABLES IN SCHEMA public, readings TO {viewer};

-- planner: what-ifs, proposals of suppliers, saved views.
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {planner};
GRANT INSERT, UPDATE, DELETE ON scenarios, scenario_proposals, saved_views TO {planner};
GRANT INSERT, UPDATE, DELETE ON portfolio_scenarios, scenario_comments TO {planner};
GRANT INSERT ON decisions TO {planner};
GRANT INSERT, UPDATE ON proposals TO {planner};
GRANT INSERT ON file_parts TO {planner};

-- editor: everything people edit. The log is written by triggers alone.
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, readings TO {editor};
REVOKE INSERT, UPDATE, DELETE ON audit_log, alembic_version, portfolio FROM {editor};
REVOKE UPDATE, DELETE ON file_parts, imports, decisions FROM {editor};

-- Four roles for each portfolio, named after its database, none of which can log in.
-- People get one of them: twin database grant. Run by whoever made the portfolio, once.
GRANT {owner} TO CURRENT_USER;
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {viewer};
GRANT {viewer} TO {planner};
GRANT {planner} TO {editor};
GRANT {editor} TO {owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO {owner};
ALTER SCHEMA readings OWNER TO {owner};

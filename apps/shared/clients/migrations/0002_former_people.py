from django.db import migrations

# Whoever loses their membership stays readable from within the clients they worked for (see windows.py).
FORWARD = """
CREATE FUNCTION clients_keep_former_member() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    INSERT INTO clients_formerperson (schema_name, user_id)
    SELECT c.schema_name, OLD.user_id FROM clients_client c WHERE c.id = OLD.client_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE FUNCTION clients_keep_former_colleague() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    INSERT INTO clients_formerperson (schema_name, user_id)
    SELECT c.schema_name, OLD.user_id FROM clients_client c WHERE c.firm_id = OLD.firm_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER clients_keep_former_member AFTER DELETE ON clients_clientmembership
    FOR EACH ROW EXECUTE FUNCTION clients_keep_former_member();
CREATE TRIGGER clients_keep_former_colleague AFTER DELETE ON accounts_firmmembership
    FOR EACH ROW EXECUTE FUNCTION clients_keep_former_colleague();
"""
BACKWARD = """
DROP FUNCTION clients_keep_former_member() CASCADE;
DROP FUNCTION clients_keep_former_colleague() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

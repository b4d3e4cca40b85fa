import { type Kysely, sql } from 'kysely'

/**
 * Nobody begins to write in a document that is private to another company, not even in the moment in which it becomes so:
 * raising a wall locks the document's row, and whoever binds a client id meanwhile waits here and then sees the wall.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  `create function check_wall() returns trigger language plpgsql as $$
    declare owner uuid;
    begin
      select private_to into owner from documents where id = new.document_id for key share;
      if owner is not null and owner <> (select company_id from users where id = new.user_id) then
        raise exception 'this document is private to another company' using errcode = 'check_violation';
      end if;
      return new;
    end
  $$`,
  'create trigger document_clients_wall before insert on document_clients for each row execute function check_wall()',
]

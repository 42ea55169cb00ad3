"""The roles of a database server: their SQL, and what a role can do beyond its work."""

from __future__ import annotations

from models.context import Context
from models.errors import RolesRefused, Unavailable
from models.services.administration.checks.outcome import Outcome, bad, good
from models.storage.dialect import PRIVILEGES
from models.tables.rights import READ_COLUMNS, RIGHTS, UPDATED_COLUMNS, Machine

COMMAND = "admin roles"
NO_SERVER = (
    "Cette élection est dans un fichier SQLite : il n'a pas de rôles. Ils servent avec une base "
    "PostgreSQL ([database] du fichier d'élection)."
)
ENOUGH = "Le rôle de cette machine dans la base ne peut que ce que son travail demande."
OWNER = "Le rôle de l'administrateur n'est pas superutilisateur."
SUPERUSER = (
    "Le rôle de cette machine dans la base est superutilisateur : donnez-lui un rôle à elle, comme "
    f"« espace-electeur {COMMAND} » les écrit."
)
TOO_MUCH = (
    "Le rôle de cette machine dans la base peut plus que son travail ne demande ({excess}) : "
    f"donnez-lui le rôle que « espace-electeur {COMMAND} » écrit."
)
MAKE_ROLE_SQL = "CREATE ROLE {role} LOGIN;  -- puis : \\password {name}"
SHOWN = 6
"""Privileges that a sentence names."""


def role_statements(context: Context, names: dict[Machine, str]) -> list[str]:
    """Return the SQL that makes a role for each kind of machine, on the tables that are there.

    To be run by the owner of the tables, again after each migration: it takes away what a
    role had before.

    Args:
        context: The election.
        names: Names of the roles.

    Raises:
        RolesRefused: The database is no server.
    """
    if context.store.dialect.files():
        raise RolesRefused(NO_SERVER)
    with context.connection():
        there = context.store.schema.table_names() | {context.store.schema.migrations.history}
    statements: list[str] = []
    for machine, name in names.items():
        role = _quoted(name)
        statements += [
            MAKE_ROLE_SQL.format(role=role, name=name),
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};",
            f"GRANT USAGE ON SCHEMA public TO {role};",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};",
            *(
                f"GRANT {', '.join(_in_order(held))} ON {_quoted(table)} TO {role};"
                for table, held in RIGHTS[machine].items()
                if table in there
            ),
            *(
                f"GRANT {privilege} ({', '.join(columns)}) ON {_quoted(table)} TO {role};"
                for privilege, by_table in (("SELECT", READ_COLUMNS), ("UPDATE", UPDATED_COLUMNS))
                for table, columns in by_table.get(machine, {}).items()
            ),
        ]
    return ["REVOKE CREATE ON SCHEMA public FROM PUBLIC;", *statements]


def check_rights(context: Context, machine: Machine | None) -> list[Outcome]:
    """Return whether the role of this machine can do more than it should.

    Args:
        context: The election.
        machine: What kind of machine it is, None for the administrator's.

    A database that cannot be asked is the subject of another check.
    """
    try:
        with context.connection(any_keys=True):
            names = sorted(context.store.schema.table_names())
            held = context.store.dialect.rights(names)
    except Unavailable:
        return []
    if held is None:
        return []
    if held.superuser:
        return [bad(SUPERUSER, COMMAND)]
    if machine is None:
        return [good(OWNER)]
    wanted = {(table, one) for table, rights in RIGHTS[machine].items() for one in rights}
    excess = [f"{one} sur {table}" for table, one in sorted(held.privileges - wanted)]
    if held.makes_tables:
        excess.insert(0, "créer des tables")
    if not excess:
        return [good(ENOUGH)]
    rest = [f"et {len(excess) - SHOWN} autres"] if len(excess) > SHOWN else []
    return [bad(TOO_MUCH.format(excess=", ".join([*excess[:SHOWN], *rest])), COMMAND)]


def _in_order(privileges: frozenset[str]) -> list[str]:
    return [name for name in PRIVILEGES if name in privileges]


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'

namespace DataMigration.Connectors.Sql.Postgres;

internal sealed record PostgresColumn(string Name, string DeclaredType, bool MustBeFilled, bool Generated, bool Identity) : SqlColumn(Name, DeclaredType, MustBeFilled, Generated, Identity);

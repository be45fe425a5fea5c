using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>What <c>check_constraints: false</c> put off: foreign keys of the whole table and those that refer to it, and its CHECKs.</summary>
internal static class SqliteVerdict
{
    public static void Check(SqliteDatabase database, SqlWrite write, string table)
    {
        var broken = SqliteCatalogue.Orphans(database, table, null).Select(o => $"foreign key ({o.Columns}) to table {o.Parent}: {Rows(o.Rows)}").ToList();
        foreach (string child in SqliteCatalogue.Children(database, table))
            broken.AddRange(SqliteCatalogue.Orphans(database, child, table).Select(o => $"foreign key ({o.Columns}) of table {child}: {Rows(o.Rows)}"));
        database.Execute("PRAGMA ignore_check_constraints = OFF");
        long refused = SqliteCatalogue.Number(database, "SELECT count(*) FROM pragma_quick_check(?1) WHERE quick_check LIKE 'CHECK constraint failed%'", table) ?? 0;
        database.Execute("PRAGMA ignore_check_constraints = ON");
        // The database names no more than a hundred.
        if (refused > 0) broken.Add($"CHECK: {(refused >= 100 ? "at least " : "")}{Rows(refused)}");
        if (broken.Count > 0) throw new MigrationException(SqlMessages.ConstraintsBroken.At(write.Span, write.Table, string.Join(", ", broken)));
    }

    private static string Rows(long count) => count == 1 ? "1 row" : $"{count} rows";
}

using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Something that the server watches.</summary>
/// <param name="Name">Its name in the target itself, whatever it is called in a table made beside.</param>
internal sealed record SqlServerConstraint(Rule Rule, string Name);

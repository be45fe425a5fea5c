using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>What is wrong with a record as a whole.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Rule">Of <see cref="JsonRules"/>.</param>
/// <param name="Message">A sentence without place and full stop.</param>
/// <param name="At">Where in the block's text.</param>
internal sealed record JsonFault(int Row, Rule Rule, string Message, int At);

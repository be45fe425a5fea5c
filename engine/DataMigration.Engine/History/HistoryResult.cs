using DataMigration.Configuration;
using DataMigration.Diagnostics;

namespace DataMigration.History;

/// <summary>The history of a folder, opened.</summary>
/// <param name="Loaded">The project file, for rendering carets; null where there is none.</param>
/// <param name="Diagnostics">What is wrong with the project file.</param>
/// <param name="History">The history; null when the project file has errors, or nothing was ever run here.</param>
public sealed record HistoryResult(LoadedPipeline? Loaded, DiagnosticBag Diagnostics, RunHistory? History);

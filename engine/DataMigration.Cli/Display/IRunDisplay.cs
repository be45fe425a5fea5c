using DataMigration.Execution;

namespace DataMigration.Cli.Display;

/// <summary>Shows how a run goes, on stderr. Once disposed, nothing of it is left in the way of the report.</summary>
internal interface IRunDisplay : IRunObserver, IAsyncDisposable;

using DataMigration.Execution;

namespace DataMigration.Cli;

/// <summary>Listens to no run.</summary>
internal sealed class Nobody : IRunObserver;

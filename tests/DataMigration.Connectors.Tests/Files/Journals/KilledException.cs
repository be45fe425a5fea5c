namespace DataMigration.Tests.Files.Journals;

/// <summary>Stands for the end of the process: nothing in the product catches it.</summary>
internal sealed class KilledException : Exception;

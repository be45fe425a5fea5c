using DataMigration.Diagnostics;

namespace DataMigration.Failures;

/// <summary>
/// A failure: the world is wrong (a file is missing, a disk is full, a server refuses). Never thrown for a bad row
/// (a reject) or a bad pipeline (a diagnostic). The command line prints it and exits with 3.
/// </summary>
public sealed class MigrationException : Exception
{
    /// <summary>A failure described by a declared message.</summary>
    /// <param name="diagnostic">Code, place if any, cause and remedy.</param>
    /// <param name="temporary">Whether trying again can help (connection lost, database busy).</param>
    /// <param name="inner">What the system said.</param>
    public MigrationException(Diagnostic diagnostic, bool temporary = false, Exception? inner = null) : base(diagnostic.Message, inner)
    {
        Diagnostic = diagnostic;
        Temporary = temporary;
    }

    /// <summary>Code, cause and remedy.</summary>
    public Diagnostic Diagnostic { get; }

    /// <summary>Whether trying again can help.</summary>
    public bool Temporary { get; }

    /// <summary>
    /// Whether a target has lost rows that it had said were committed (its server crashed, or another one took over): trying again cannot help whoever wrote the rows at hand, but the run as a whole
    /// can go on from the checkpoint that stands.
    /// </summary>
    public bool LostCommits { get; init; }
}

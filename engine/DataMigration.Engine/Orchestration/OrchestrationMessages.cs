using DataMigration.Diagnostics;

namespace DataMigration.Orchestration;

/// <summary>What can be wrong between the pipelines of one command.</summary>
public static class OrchestrationMessages
{
    public static readonly DiagnosticDescriptor Cycle = new("DM2009", DiagnosticSeverity.Error,
        "no pipeline can come after itself: {0}", "Take one of these names out of its `after`.");

    public static readonly DiagnosticDescriptor NameTwice = new("DM2010", DiagnosticSeverity.Error,
        "there are {0} pipelines called '{1}' to come after: {2}", "Give each a name of its own, or name one of the files only.");

    /// <summary>Only a warning: it may have run earlier, and be another one.</summary>
    public static readonly DiagnosticDescriptor NearName = new("DM2011", DiagnosticSeverity.Warning,
        "'{0}' comes after '{1}', and no pipeline given here is called that", "did you mean '{2}'?");

    public static readonly DiagnosticDescriptor NotRun = new("DM4016", DiagnosticSeverity.Error,
        "the pipeline '{0}' was not run: it comes after '{1}', which {2}", "Mend what is wrong with '{3}' and run both again: a pipeline begins only behind good runs (exit code 0) of those it comes after.");
}

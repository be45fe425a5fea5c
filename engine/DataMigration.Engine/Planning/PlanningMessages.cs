using DataMigration.Diagnostics;

namespace DataMigration.Planning;

/// <summary>What can be wrong between the parts of a pipeline: names that lead nowhere, parts that do not fit.</summary>
public static class PlanningMessages
{
    public static readonly DiagnosticDescriptor SeveralDrivingSources = new("DM2001", DiagnosticSeverity.Error,
        "{0} sources could drive the pipeline ({1}), and rows can come from one only", "Keep one source; make a pipeline of its own for each of the others.");

    public static readonly DiagnosticDescriptor UnknownConnection = new("DM2002", DiagnosticSeverity.Error,
        "there is no connection called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor UnknownField = new("DM2003", DiagnosticSeverity.Error,
        "there is no field called '{0}' {1}", "{2}");

    public static readonly DiagnosticDescriptor SamePath = new("DM2004", DiagnosticSeverity.Error,
        "{0} would be written to '{1}', which is {2}", "Give it a name of its own: one of the two would destroy the other.");
}

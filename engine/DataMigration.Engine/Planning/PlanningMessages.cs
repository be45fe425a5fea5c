using DataMigration.Diagnostics;

namespace DataMigration.Planning;

/// <summary>What can be wrong between the parts of a pipeline: names that lead nowhere, parts that do not fit.</summary>
public static class PlanningMessages
{
    public static readonly DiagnosticDescriptor SeveralDrivingSources = new("DM2001", DiagnosticSeverity.Error,
        "{0} sources could drive the pipeline ({1}): nothing else refers to them", "One source drives; name each of the others in a lookup, a union or an exists rule, or make a pipeline of its own for it.");

    public static readonly DiagnosticDescriptor UnknownConnection = new("DM2002", DiagnosticSeverity.Error,
        "there is no connection called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor UnknownSource = new("DM2004", DiagnosticSeverity.Error,
        "there is no source called '{0}'", "{1}");

    public static readonly DiagnosticDescriptor NoDrivingSource = new("DM2005", DiagnosticSeverity.Error,
        "no source drives the pipeline: each of them is looked into or joined by a step ({0})", "Add the source whose rows are to be moved.");

    public static readonly DiagnosticDescriptor JoinedTwice = new("DM2006", DiagnosticSeverity.Error,
        "the source '{0}' joins the rows twice", "Name it in one union only, once.");

    public static readonly DiagnosticDescriptor ReadOnce = new("DM2007", DiagnosticSeverity.Error,
        "the source '{0}' is needed {1} times, and it can be read only once", "Save its data to a file first.");

    public static readonly DiagnosticDescriptor UnknownField = new("DM2003", DiagnosticSeverity.Error,
        "there is no field called '{0}' {1}", "{2}");

    public static readonly DiagnosticDescriptor SamePath = new("DM2008", DiagnosticSeverity.Error,
        "{0} would be written to '{1}', which is {2}", "Give it a name of its own: one of the two would destroy the other.");

    public static readonly DiagnosticDescriptor ReadBack = new("DM2012", DiagnosticSeverity.Error,
        "{0} would be written to '{1}', which the pattern of {2} takes in", "Write it to another folder, or make the pattern narrower: the next run would read it as data.");
}

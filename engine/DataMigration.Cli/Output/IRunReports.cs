using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>Takes the reports of a command's runs, one by one, and puts them on stdout in one form; on stderr where stdout carries rows.</summary>
internal interface IRunReports
{
    /// <param name="path">Where the report was kept, or null when it was not.</param>
    /// <param name="standardOutputTaken">Whether the run wrote rows to stdout.</param>
    void Add(RunReport report, string? path, bool standardOutputTaken);

    /// <summary>A pipeline that could not start; people have been told its findings already.</summary>
    void AddInvalid(string file, Findings findings);

    /// <summary>A pipeline that was kept back.</summary>
    void AddNotRun(NotRunPipeline pipeline);

    /// <summary>No more will come.</summary>
    void Complete();
}

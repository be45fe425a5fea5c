using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Runs programs on the compiled path, in Jint and in Node.js, and finds where they differ. To be used on a thread fit for scripts.</summary>
internal sealed class EqualityRun : IDisposable
{
    // What is compiled stays as long as its library does.
    private const int ProgramsPerLibrary = 5_000;

    private readonly NodeProcess _node = NodeProcess.Start();
    private readonly FilePath _show;
    private OwnPath? _compiled, _interpreted;
    private int _programsOfLibrary;

    public EqualityRun()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Scripting", "Equality", "show.js");
        _show = new FilePath("show.js", file, new SourceSpan("p.yaml", 3, 10, 7));
        _node.Evaluate($"[(0, eval)({NodeProcess.Literal(File.ReadAllText(file))})]");
    }

    /// <summary>Answers that were compared.</summary>
    public long Compared { get; private set; }

    public int Programs { get; private set; }

    /// <summary>Programs that ran compiled.</summary>
    public int Compiled { get; private set; }

    /// <summary>Programs that ran in Jint.</summary>
    public int Interpreted { get; private set; }

    /// <summary>Why programs did not run compiled, with how often.</summary>
    public Dictionary<string, int> Lacks { get; } = [];

    /// <summary>Compares programs for all rows.</summary>
    public List<Difference> Compare(IReadOnlyList<string> programs)
    {
        _node.Ask($"[{string.Join(',', programs.Select(b => NodeProcess.Literal(b)))}].flatMap(b => run(b, {InputRows.Literal}))");
        var ours = programs.Select(Run).ToArray();
        string[] theirs = _node.Answer();
        var found = new List<Difference>();
        for (int i = 0; i < programs.Count; i++)
        {
            for (int row = 0; row < InputRows.Count; row++)
            {
                var difference = new Difference(programs[i], row, ours[i].Compiled?[row], ours[i].Interpreted?[row], theirs[i * InputRows.Count + row]);
                Compared += (ours[i].Compiled is null ? 0 : 1) + (ours[i].Interpreted is null ? 0 : 1);
                if (!difference.IsNone) found.Add(difference);
            }
        }
        return found;
    }

    public void Dispose()
    {
        _node.Dispose();
        _compiled?.Dispose();
        _interpreted?.Dispose();
    }

    private (string[]? Compiled, string[]? Interpreted) Run(string program)
    {
        if (_programsOfLibrary++ % ProgramsPerLibrary == 0) Renew();
        var (compiled, lack) = _compiled!.Run(program);
        var (interpreted, _) = _interpreted!.Run(program);
        Programs++;
        Compiled += compiled is null ? 0 : 1;
        Interpreted += interpreted is null ? 0 : 1;
        if (lack is not null) Lacks[lack] = Lacks.GetValueOrDefault(lack) + 1;
        return (compiled, interpreted);
    }

    private void Renew()
    {
        _compiled?.Dispose();
        _interpreted?.Dispose();
        (_compiled, _interpreted) = (new OwnPath(_show, false), new OwnPath(_show, true));
    }
}

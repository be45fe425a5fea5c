using DataMigration.Execution;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DataMigration.Cli.Display;

/// <summary>The words beside the bar.</summary>
internal sealed class ProgressTextColumn(long? total) : ProgressColumn
{
    private volatile RunProgress? _latest;

    /// <summary>Set by the run, drawn by Spectre's own thread.</summary>
    public RunProgress? Latest
    {
        get => _latest;
        set => _latest = value;
    }

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Latest is { } progress ? ProgressText.Of(progress, total) : "");
}

using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Syntax;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Planning;

namespace DataMigration.Orchestration;

/// <summary>
/// The pipelines of one command in the order of their <c>after</c>: always the first of the given ones that comes after none still to go. A name that no given
/// pipeline has is no matter: it may have run earlier.
/// </summary>
public sealed class PipelineOrder
{
    private PipelineOrder(IReadOnlyList<OrderedPipeline> pipelines, IReadOnlyList<DiagnosticBag> findings) => (Pipelines, Findings) = (pipelines, findings);

    /// <summary>As they go. Those that errors leave without a place are missing.</summary>
    public IReadOnlyList<OrderedPipeline> Pipelines { get; }

    /// <summary>What is wrong between them: for each of the given ones, in the order given, what its own <c>after</c> is about.</summary>
    public IReadOnlyList<DiagnosticBag> Findings { get; }

    public bool HasErrors => Findings.Any(f => f.HasErrors);

    /// <param name="given">Those with errors, which have no name to be called by, are left out.</param>
    /// <param name="runs">Whether all of them will run: that two write one file is an error then, and else something to be warned of.</param>
    public static PipelineOrder Of(IReadOnlyList<LoadedPipeline> given, bool runs = true)
    {
        var findings = given.Select(_ => new DiagnosticBag()).ToList();
        var named = Enumerable.Range(0, given.Count).Where(i => given[i].Definition is not null).ToLookup(i => given[i].Definition!.Pipeline, StringComparer.Ordinal);
        bool allRead = given.All(g => g.Definition is not null);
        int[][] after = [.. given.Select((g, i) => g.Definition is { } definition ? Resolve(definition, given, named, allRead, findings[i]) : [])];
        var order = Sort(after);
        if (order.Count < given.Count) ReportCycles(given, after, order.ToHashSet(), findings);
        order.RemoveAll(i => given[i].Definition is null);
        PathConflicts.Between(given, runs ? PlanningMessages.SamePath : PlanningMessages.SamePath with { Severity = DiagnosticSeverity.Warning }, findings);
        int[] places = new int[given.Count];
        for (int place = 0; place < order.Count; place++) places[order[place]] = place;
        return new PipelineOrder([.. order.Select(i => new OrderedPipeline(i, given[i].Definition!.Pipeline, given[i].Path, [.. after[i].Select(a => places[a])]))], findings);
    }

    /// <summary>Those among the given that a pipeline names.</summary>
    private static int[] Resolve(PipelineDefinition definition, IReadOnlyList<LoadedPipeline> given, ILookup<string, int> named, bool allRead, DiagnosticBag findings)
    {
        var after = new List<int>();
        foreach (var name in definition.After.DistinctBy(a => a.Name, StringComparer.Ordinal))
        {
            int[] found = [.. named[name.Name]];
            if (found.Length > 1) findings.Add(OrchestrationMessages.NameTwice, name.Span, found.Length, name.Name, string.Join(", ", found.Select(f => SourceText.Display(given[f].Path))));
            else if (found.Length == 1) after.Add(found[0]);
            // What cannot be read may be what is meant.
            else if (allRead && Near(name, definition, named) is { } near) findings.Add(OrchestrationMessages.NearName, name.Span, definition.Pipeline, name.Name, near);
        }
        return [.. after];
    }

    /// <summary>A given pipeline that the name is almost the name of. Names that differ in their numbers (<c>load_2023</c>, <c>load_2024</c>) are no slips.</summary>
    private static string? Near(PipelineReference name, PipelineDefinition definition, ILookup<string, int> named) =>
        Suggestions.Nearest(name.Name, named.Select(n => n.Key).Where(n => n != definition.Pipeline && Math.Abs(n.Length - name.Name.Length) <= 2
            && definition.After.All(a => a.Name != n) && !WithoutDigits(n).SequenceEqual(WithoutDigits(name.Name))));

    private static IEnumerable<char> WithoutDigits(string name) => name.Where(c => !char.IsAsciiDigit(c));

    private static List<int> Sort(int[][] after)
    {
        var order = new List<int>(after.Length);
        var behind = new List<int>?[after.Length];
        int[] waitsFor = new int[after.Length];
        bool[] placed = new bool[after.Length];
        for (int then = 0; then < after.Length; then++)
        {
            waitsFor[then] = after[then].Length;
            foreach (int first in after[then]) (behind[first] ??= []).Add(then);
        }
        for (int at = 0; at < after.Length;)
        {
            if (placed[at] || waitsFor[at] > 0)
            {
                at++;
                continue;
            }
            placed[at] = true;
            order.Add(at);
            int next = at + 1;
            foreach (int waiting in behind[at] ?? [])
                if (--waitsFor[waiting] == 0) next = Math.Min(next, waiting);
            at = next;
        }
        return order;
    }

    /// <summary>What has no place waits for something without one: going from one to the next ends in a circle, and every circle is told once.</summary>
    private static void ReportCycles(IReadOnlyList<LoadedPipeline> given, int[][] after, HashSet<int> placed, List<DiagnosticBag> findings)
    {
        var seen = placed.ToHashSet();
        for (int start = 0; start < after.Length; start++)
        {
            var way = new List<int>();
            int at = start;
            while (seen.Add(at))
            {
                way.Add(at);
                at = after[at].First(a => !placed.Contains(a));
            }
            int from = way.IndexOf(at);
            if (from < 0) continue;
            // Told where the first of the given ones stands in it.
            var circle = way[from..];
            int first = circle.IndexOf(circle.Min());
            circle = [.. circle[first..], .. circle[..first]];
            string next = given[circle[1 % circle.Count]].Definition!.Pipeline;
            findings[circle[0]].Add(OrchestrationMessages.Cycle, given[circle[0]].Definition!.After.First(a => a.Name == next).Span,
                string.Join(" after ", circle.Append(circle[0]).Select(i => $"'{given[i].Definition!.Pipeline}'")));
        }
    }
}

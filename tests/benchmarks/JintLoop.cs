using System.Diagnostics;
using Jint;
using Jint.Native;
using Microsoft.VisualBasic.FileIO;

namespace DataMigration.Benchmarks;

/// <summary>
/// What W1's two scripts cost in Jint and nothing else: their functions called for every row of the file, which stands in memory, by an engine a core
/// without limits. The yardstick for pipelines whose scripts are interpreted.
/// </summary>
internal static class JintLoop
{
    /// <param name="scripts">The file of functions, <c>w1-interpreted.js</c>.</param>
    /// <param name="data">The file <c>customers.csv</c>.</param>
    public static void Run(string scripts, string data)
    {
        string code = File.ReadAllText(scripts);
        var cells = Read(data);
        int workers = Environment.ProcessorCount;
        long characters = 0, start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, workers).Select(worker => new Thread(() => Interlocked.Add(ref characters, Loop(code, cells, worker, workers)))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Console.WriteLine($"{cells.Count} rows, {workers} engines: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, {characters} characters, {GC.CollectionCount(0)} collections");
    }

    private static long Loop(string code, List<(string Phone, string Level)> cells, int first, int step)
    {
        var engine = new Engine();
        engine.Execute(code);
        JsValue phone = engine.GetValue("phone"), level = engine.GetValue("level");
        long characters = 0;
        for (int i = first; i < cells.Count; i += step)
            characters += phone.Invoke(new JsValue(cells[i].Phone)).AsString().Length + level.Invoke(new JsValue(cells[i].Level)).AsString().Length;
        return characters;
    }

    private static List<(string Phone, string Level)> Read(string path)
    {
        using var parser = new TextFieldParser(path) { TrimWhiteSpace = false };
        parser.SetDelimiters(",");
        var header = parser.ReadFields()!;
        int phone = Array.IndexOf(header, "phone"), level = Array.IndexOf(header, "customer_level");
        var cells = new List<(string, string)>();
        while (parser.ReadFields() is { } row) cells.Add((row[phone], row[level]));
        return cells;
    }
}

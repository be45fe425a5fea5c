using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Node.js as a child process: what the language's most used implementation makes of a program.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private string _asked = "";

    private NodeProcess(Process process) => _process = process;

    /// <summary>Skips the test where Node.js is not installed.</summary>
    public static NodeProcess Start()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Scripting", "Equality", "node.js")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            Environment = { ["TZ"] = "UTC", ["LANG"] = "C" },
        };
        try
        {
            return new NodeProcess(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            throw new SkipException("Node.js is not installed (Debian package nodejs).");
        }
    }

    /// <summary>Evaluates an expression that yields an array of texts, without '|' in them.</summary>
    public string[] Evaluate(string expression)
    {
        Ask(expression);
        return Answer();
    }

    /// <summary>Begins to evaluate; <see cref="Answer"/> waits for the end.</summary>
    public void Ask(string expression)
    {
        _asked = expression;
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(expression));
        _process.StandardInput.Flush();
    }

    public string[] Answer()
    {
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node.js ended.");
        return answer.StartsWith("??", StringComparison.Ordinal) ? throw new InvalidOperationException($"Node.js: {answer}\n{_asked}") : answer.Length == 0 ? [] : answer.Split('|');
    }

    /// <summary>What <paramref name="call"/> (with <c>x</c>) makes of each input, in the notation of <see cref="Notation"/>.</summary>
    public string[] Map(string call, IEnumerable<object?> inputs) => Evaluate($"[{string.Join(',', inputs.Select(Literal))}].map(x => attempt(() => {call}))");

    /// <summary>A value as JavaScript source.</summary>
    public static string Literal(object? value) => value switch
    {
        string text => "\"" + string.Concat(text.Select(c => c is >= ' ' and <= '~' and not ('"' or '\\') ? c.ToString() : $"\\u{(int)c:x4}")) + "\"",
        object?[] list => "[" + string.Join(',', list.Select(Literal)) + "]",
        _ => Notation.Of(value),
    };

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000)) _process.Kill();
        _process.Dispose();
    }
}

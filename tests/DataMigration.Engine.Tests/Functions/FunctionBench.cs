using System.Reflection;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Functions;
using YamlDotNet.RepresentationModel;

namespace DataMigration.Tests.Functions;

/// <summary>Makes functions from their declarations and runs them on single texts. Options come from YAML by a binding of its own, so that these tests need no pipeline.</summary>
internal static class FunctionBench
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(ITextFunction).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<ComponentAttribute>()?.Kind == ComponentKind.Function).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static string KeyOf(Type type) => type.GetCustomAttribute<ComponentAttribute>()!.Name;

    public static ITextFunction Create(string key, string? yaml = null)
    {
        var type = All.Single(t => KeyOf(t) == key);
        var options = type.GetConstructors().Single().GetParameters().SingleOrDefault()?.ParameterType;
        return (ITextFunction)(options is null ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, Bind(options, yaml))!);
    }

    public static string? Run(ITextFunction function, string text)
    {
        using var input = Column(text);
        using var output = function.Apply(input, [0]);
        return output.GetString(0);
    }

    public static TextColumn Column(params string?[] texts)
    {
        var column = new TextColumn(DataType.Text, texts.Length);
        for (int row = 0; row < texts.Length; row++)
            if (texts[row] is { } text) column.Append(row, Encoding.UTF8.GetBytes(text));
        return column;
    }

    private static object Bind(Type type, string? yaml)
    {
        object options = Activator.CreateInstance(type)!;
        if (yaml is null) return options;
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var node = stream.Documents[0].RootNode;
        if (node is YamlMappingNode map)
        {
            var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).ToDictionary(p => SnakeCase(p.Name));
            foreach (var (key, value) in map) Set(properties[((YamlScalarNode)key).Value!], options, value);
        }
        else Set(type.GetProperties().Single(p => p.GetCustomAttribute<OptionAttribute>()?.Shorthand == true), options, node);
        return options;
    }

    private static void Set(PropertyInfo property, object options, YamlNode node) => property.SetValue(options, Value(property.PropertyType, node));

    private static object? Value(Type type, YamlNode node)
    {
        if (node is YamlSequenceNode list) return list.Select(n => ((YamlScalarNode)n).Value!).ToArray();
        string text = ((YamlScalarNode)node).Value!;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.GetValues(type).Cast<object>().Single(v => SnakeCase(v.ToString()!) == text) : Convert.ChangeType(text, type, null);
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}

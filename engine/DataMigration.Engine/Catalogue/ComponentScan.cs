using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using DataMigration.Declarations;

namespace DataMigration.Catalogue;

/// <summary>
/// Reads the components of an assembly off its metadata: to load all types and look at their attributes takes a third of the time of a short command. A native program has no such metadata; it has a list,
/// which is generated and embedded.
/// </summary>
internal static class ComponentScan
{
    /// <summary>The list's name among an assembly's resources.</summary>
    private const string Resource = "components";

    public static unsafe IReadOnlyList<ComponentDescriptor> Of(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out byte* metadata, out int length)) return assembly.GetManifestResourceStream(Resource) is { } list ? Listed(assembly, list) : ByReflection(assembly);
        var reader = new MetadataReader(metadata, length);
        var constructors = reader.MemberReferences.Where(m => IsDeclaration(reader, reader.GetMemberReference(m).Parent)).Select(m => (EntityHandle)m).ToHashSet();
        var found = new List<ComponentDescriptor>();
        foreach (var handle in reader.CustomAttributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind != HandleKind.TypeDefinition || !constructors.Contains(attribute.Constructor)) continue;
            int token = MetadataTokens.GetToken(attribute.Parent);
            var arguments = reader.GetBlobReader(attribute.Value);
            // A number leads every such value; then come the constructor's arguments.
            arguments.ReadUInt16();
            found.Add(new ComponentDescriptor((ComponentKind)arguments.ReadInt32(), arguments.ReadSerializedString()!, () => assembly.ManifestModule.ResolveType(token)));
        }
        return found;
    }

    /// <summary>The list to embed: a component a line, its kind, name and type.</summary>
    internal static string List(Assembly assembly) =>
        string.Concat(Of(assembly).OrderBy(c => c.Kind).ThenBy(c => c.Name, StringComparer.Ordinal).Select(c => $"{c.Kind} {c.Name} {c.Implementation.FullName}\n"));

    /// <summary>The same, as the list says.</summary>
    internal static IReadOnlyList<ComponentDescriptor> Listed(Assembly assembly, Stream list)
    {
        using var reader = new StreamReader(list);
        var found = new List<ComponentDescriptor>();
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [var kind, var name, var type])
                found.Add(new ComponentDescriptor(Enum.Parse<ComponentKind>(kind), name, () => assembly.GetType(type, throwOnError: true)!));
        return found;
    }

    /// <summary>The same, asked of each type, in an assembly without a list.</summary>
    internal static IReadOnlyList<ComponentDescriptor> ByReflection(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           from declaration in type.GetCustomAttributesData()
           where declaration.AttributeType == typeof(ComponentAttribute)
           select new ComponentDescriptor((ComponentKind)declaration.ConstructorArguments[0].Value!, (string)declaration.ConstructorArguments[1].Value!, () => type),
    ];

    private static bool IsDeclaration(MetadataReader reader, EntityHandle type) =>
        type.Kind == HandleKind.TypeReference && reader.GetTypeReference((TypeReferenceHandle)type) is var named && reader.StringComparer.Equals(named.Name, nameof(ComponentAttribute));
}

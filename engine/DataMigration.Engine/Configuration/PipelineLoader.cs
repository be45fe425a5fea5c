using DataMigration.Catalogue;
using DataMigration.Configuration.Binding;
using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Interpolation;
using DataMigration.Configuration.Schema;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration;

/// <summary>The path of a YAML file: text → syntax tree → variables → schema findings → definition.</summary>
public sealed class PipelineLoader
{
    private readonly ShapeCatalogue _shapes;
    private readonly Lazy<SchemaChecker> _pipelines, _projects;

    /// <param name="catalogue">What can stand in a pipeline.</param>
    public PipelineLoader(ComponentCatalogue catalogue)
    {
        _shapes = new ShapeCatalogue(catalogue);
        _pipelines = new Lazy<SchemaChecker>(() => new SchemaChecker(_shapes.Pipeline, "pipeline"));
        _projects = new Lazy<SchemaChecker>(() => new SchemaChecker(_shapes.Project, "project"));
    }

    /// <summary>Reads a pipeline and the project file above it; never throws for what stands in them. Touches no data.</summary>
    public LoadedPipeline Load(string path, LoadOptions options)
    {
        string full = Path.GetFullPath(path);
        var file = new Reading(full);
        if (file.Open(full, _shapes.Pipeline) is { } root) ReadPipeline(root, options, file);

        string? project = options.ProjectFile is { } given ? Path.GetFullPath(given) : PipelineFiles.FindProject(Path.GetDirectoryName(full)!);
        var read = ReadProject(project, options, file);
        if (file.Root is not null && !file.HasPipelineErrors) Bind(file, read);
        return new LoadedPipeline
        {
            Path = full,
            Definition = file.Definition,
            Project = read.Definition,
            StateDirectory = Path.GetDirectoryName(project ?? full)!,
            ProjectFile = project,
            State = StateOf(read.Definition, Path.GetDirectoryName(project ?? full)!),
            Parameters = file.Parameters.ToDictionary(p => p.Key, p => (p.Value.Type, p.Value.Text), StringComparer.Ordinal),
            Diagnostics = Sorted(file.Diagnostics),
            Texts = file.Texts,
            Secrets = read.Secrets,
        };
    }

    /// <summary>Reads a folder's project file for what it says of the history: variables matter there alone.</summary>
    /// <param name="project">The project file, or null where there is none.</param>
    /// <param name="directory">The folder beside which state lies.</param>
    /// <param name="options">How.</param>
    /// <param name="connections">Whose variables matter besides.</param>
    internal LoadedPipeline LoadProject(string? project, string directory, LoadOptions options, IReadOnlyCollection<string>? connections = null)
    {
        var file = new Reading("");
        var read = project is null ? ProjectFile.None
            : file.Open(project, _shapes.Project) is not { } root ? ProjectFile.None with { Definition = null }
            : ProjectFile.Read(root, options with { Strict = true }, _projects.Value.Check, file.Diagnostics, place => IsOfState(place) || IsOf(place, connections ?? [], options.Environment));
        return new LoadedPipeline
        {
            Path = project ?? directory,
            Definition = null,
            Project = read.Definition,
            StateDirectory = directory,
            ProjectFile = project,
            State = StateOf(read.Definition, directory),
            Parameters = new Dictionary<string, (DataType Type, string? Text)>(),
            Diagnostics = Sorted(file.Diagnostics),
            Texts = file.Texts,
            Secrets = read.Secrets,
        };
    }

    private static bool IsOfState(Place place)
    {
        while (place.Parent is { Parent: not null } parent) place = parent;
        return place.Entry?.Key.Text == "state";
    }

    /// <summary>Whether a place is inside one of these connections, the chosen environment's where it has one.</summary>
    private static bool IsOf(Place place, IReadOnlyCollection<string> connections, string? environment)
    {
        var names = new List<string>();
        for (var at = place; at is { Entry: { } entry, Parent: not null }; at = at.Parent) names.Insert(0, entry.Key.Text);
        return names is ["connections", var own, ..] ? connections.Contains(own) : names is ["environments", var chosen, "connections", var other, ..] && chosen == environment && connections.Contains(other);
    }

    /// <summary>What the project says, or a file beside it: as if that were written there.</summary>
    private ComponentNode? StateOf(ProjectDefinition? project, string directory)
    {
        if (project is null) return null;
        if (project.State is { } declared) return declared.Connection;
        if (!_shapes.Components(ComponentKind.Connection).ContainsKey("sqlite")) return null;
        var findings = new DiagnosticBag();
        var source = new SourceText(Path.Combine(directory, PipelineFiles.ProjectName), "state: { sqlite: { path: .datamigration/state.db } }");
        var root = PlaceReader.Read(YamlTreeReader.Read(source, findings)!, _shapes.Project);
        return ((ProjectDefinition)new Binder(findings).Bind(root)!).State!.Connection;
    }

    private void ReadPipeline(Place root, LoadOptions options, Reading file)
    {
        file.Root = root;
        file.Parameters = new ParameterReader(options, file.Diagnostics).Read(root);
        bool areAllKnown = !root.Node.IsUnknown && root.Children.FirstOrDefault(c => c.Entry!.Key.Text == "parameters")?.Node.IsUnknown != true;
        Interpolator.Fill(root, new PipelineVariables(file.Parameters, areAllKnown, file.Diagnostics), file.Diagnostics);
        _pipelines.Value.Check(root, file.Diagnostics);
        MappingRules.Check(root, file.Diagnostics);
        file.HasPipelineErrors = file.Diagnostics.HasErrors;
    }

    private ProjectFile ReadProject(string? path, LoadOptions options, Reading file)
    {
        if (path is null)
        {
            if (options.Environment is { } environment)
                file.Diagnostics.Add(ConfigurationMessages.UnknownEnvironment, null, environment, $"Environments stand in {PipelineFiles.ProjectName}, and there is none here or above.");
            return options.Environment is null ? ProjectFile.None : ProjectFile.None with { Definition = null };
        }
        int before = file.Diagnostics.Items.Count;
        if (file.Open(path, _shapes.Project) is not { } root) return ProjectFile.None with { Definition = null };
        var read = ProjectFile.Read(root, options, _projects.Value.Check, file.Diagnostics);
        return file.Diagnostics.Items.Skip(before).Any(f => f.Severity == DiagnosticSeverity.Error) ? read with { Definition = null } : read;
    }

    private void Bind(Reading file, ProjectFile project)
    {
        if (project is { Definition: not null, Defaults: { } defaults }) Defaults.Merge(file.Root!, defaults, _shapes.Pipeline);
        file.Definition = (PipelineDefinition)new Binder(file.Diagnostics).Bind(file.Root!)!;
    }

    private static DiagnosticBag Sorted(DiagnosticBag findings)
    {
        var sorted = new DiagnosticBag();
        foreach (var finding in findings.Items.OrderBy(f => f.Span?.File, StringComparer.Ordinal).ThenBy(f => f.Span?.Line).ThenBy(f => f.Span?.Column)) sorted.Add(finding);
        return sorted;
    }

    /// <summary>What has been read so far.</summary>
    private sealed class Reading(string pipeline)
    {
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

        public DiagnosticBag Diagnostics { get; } = new();

        public IReadOnlyDictionary<string, string> Texts => _texts;

        public Place? Root { get; set; }

        public bool HasPipelineErrors { get; set; }

        public PipelineDefinition? Definition { get; set; }

        public IReadOnlyDictionary<string, Parameter> Parameters { get; set; } = new Dictionary<string, Parameter>();

        /// <summary>Null when the file is not YAML, which has then been reported.</summary>
        public Place? Open(string path, RecordShape shape)
        {
            var found = new DiagnosticBag();
            var source = SourceReader.Read(path, found);
            if (source is not null) _texts[source.Name] = source.Text;
            var tree = source is null || found.HasErrors ? null : YamlTreeReader.Read(source, found);
            // A pipeline without a word is another mistake than a project file without one, which says nothing and needs nothing.
            bool isEmptyProject = path != pipeline && found.Items is [{ Descriptor: var only }] && only == ConfigurationMessages.EmptyFile;
            if (isEmptyProject) return PlaceReader.Read(new YamlMapping(source!, 0, isFlow: true), shape);
            foreach (var finding in found.Items) Diagnostics.Add(finding);
            return tree is null ? null : PlaceReader.Read(tree, shape);
        }
    }
}

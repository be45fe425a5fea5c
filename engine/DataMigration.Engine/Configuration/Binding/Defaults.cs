using DataMigration.Configuration.Shapes;

namespace DataMigration.Configuration.Binding;

/// <summary>Fills a project's <c>defaults</c> in where a pipeline says nothing, key by key. The values keep their own file: a path in them is relative to it.</summary>
internal static class Defaults
{
    public static void Merge(Place pipeline, Place defaults, RecordShape shape)
    {
        foreach (var part in defaults.Children)
        {
            string name = part.Entry!.Key.Text;
            var own = pipeline.Children.FirstOrDefault(c => c.Entry!.Key.Text == name);
            if (own is null)
            {
                own = new Place { Node = part.Node, Shape = part.Shape, Parent = pipeline, Entry = part.Entry, Key = shape.Find(name) };
                pipeline.Children.Add(own);
            }
            own.Children.AddRange(part.Children.Where(d => own.Children.All(c => c.Entry!.Key.Text != d.Entry!.Key.Text)));
        }
    }
}

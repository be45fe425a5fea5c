using System.Reflection;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Shapes;

/// <summary>A key of a record: a property with its declaration.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="Property">What it binds to.</param>
/// <param name="Option">Summary, example and limits.</param>
/// <param name="Shape">What its value is.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Default">What the property is without it; null for nothing.</param>
internal sealed record KeyShape(string Name, PropertyInfo Property, OptionAttribute Option, Shape Shape, bool IsRequired, object? Default);

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DataMigration.Benchmarks;

if (args is ["upsert-by-hand", var connection, var csv])
{
    UpsertByHand.Run(connection, csv);
    return;
}

if (args is ["jint-loop", var functions, var data])
{
    JintLoop.Run(functions, data);
    return;
}

// In this process: a project that the tool generated itself would fall under the repository's build settings and fail on its own warnings.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(10))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns(Column.Error, Column.RatioSD);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);

using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Failures;
using Polly;
using Polly.Retry;

namespace DataMigration.Execution;

/// <summary>Attempts as <c>on_error</c> says, by Polly.</summary>
internal sealed class Retries : IRetries
{
    // Made when the world is first asked for something: reading a plan needs none.
    private readonly Lazy<ResiliencePipeline> _attempts;
    private readonly int _count;

    public Retries(RetryDefinition definition, TimeProvider time)
    {
        _count = definition.Attempts;
        _attempts = new(() => _count == 1 ? ResiliencePipeline.Empty : Build(definition, time));
    }

    /// <summary>Hears of every failure that is tried again. Secrets in it are not masked yet.</summary>
    public Action<string>? Retried { get; set; }

    public ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken) => _attempts.Value.ExecuteAsync(attempt, cancellationToken);

    private ResiliencePipeline Build(RetryDefinition definition, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<MigrationException>(e => e.Temporary),
            MaxRetryAttempts = _count - 1,
            Delay = TimeSpan.FromSeconds(definition.Delay),
            MaxDelay = TimeSpan.FromMinutes(1),
            BackoffType = definition.Backoff == Backoff.Exponential ? DelayBackoffType.Exponential : DelayBackoffType.Constant,
            UseJitter = true,
            OnRetry = arguments =>
            {
                Retried?.Invoke(ExecutionMessages.TriesAgain.At(null, ((MigrationException)arguments.Outcome.Exception!).Diagnostic.Message, arguments.AttemptNumber + 2, _count, arguments.RetryDelay.TotalSeconds).Message);
                return default;
            },
        }).Build();
}

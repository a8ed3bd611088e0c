using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>Progress of work on networks of different sizes: a network counts by the multiplications of its forward pass.</summary>
/// <param name="action">What is done, such as <c>Attacking CIFAR-10</c>.</param>
/// <param name="networks">All networks, each as often as it is worked on.</param>
/// <param name="clock">Tells how long it has taken since now.</param>
/// <param name="progress">Receives a report after each network.</param>
internal sealed class NetworkProgress(
    string action, IReadOnlyCollection<ImageNetwork> networks, TimeProvider clock, IProgress<TrainingProgress> progress)
{
    private readonly long _started = clock.GetTimestamp();
    private readonly double _allWork = networks.Sum(WorkOf);
    private double _work;
    private int _done;

    /// <summary>Reports that one more network is finished.</summary>
    public void Finish(ImageNetwork network)
    {
        _done++;
        _work += WorkOf(network);
        progress.Report(new TrainingProgress(
            action, _done, networks.Count, Math.Min(1, _work / _allWork), clock.GetElapsedTime(_started)));
    }

    private static double WorkOf(ImageNetwork network) => ImageNetworkLayers.MultiplicationsOf(network.Specification);
}

using System.Collections.Immutable;
using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;

namespace Reproduce.Core.Probes;

/// <summary>
/// Computes attributions of a few images on every kind of network, with every method on at least one, and compares two networks'
/// attributions.
/// </summary>
internal static class AttributionProbe
{
    private const int Images = 2;

    /// <summary>The hash of the attributions and of their comparison.</summary>
    public static string Hash()
    {
        using var hash = new ProbeHash();
        var first = AddAttributions(
            hash, NetworkSpecification.Cifar10, Architecture.Reduced, Images, [.. AttributionSuite.Paper, new LayerGradCam()]);
        // A step of Integrated Gradients is a pass like that of saliency, so these are enough for the other networks.
        ImmutableArray<IAttribution<IConvolutionalNetwork>> methods = [new Saliency(), new GuidedGradCam()];
        var second = AddAttributions(hash, NetworkSpecification.Cifar10, Architecture.Full, Images, methods);
        AddAttributions(hash, NetworkSpecification.Tsrd, Architecture.Reduced, count: 1, methods);
        foreach (var image in ImageAdherence.Compare(first, second, Images))
        {
            hash.Add([image.Cosine, image.Norm, image.ReferenceNorm]);
        }

        AddMeasurement(hash);
        return hash.ToString();
    }

    /// <summary>A whole measurement of a pair of networks: what each method explains, and with what it is compared.</summary>
    private static void AddMeasurement(ProbeHash hash)
    {
        var specification = ProbeNumbers.Network(NetworkSpecification.Cifar10, Architecture.Reduced);
        var measurement = new AdherenceMeasurement(
            ProbeHash.NoStore(),
            "probe",
            ProbeNumbers.Images(specification, count: 2),
            new SimdBackend(),
            ProbeHash.Origin(),
            new Progress<TrainingProgress>());
        var pair = new AdherencePair(
            new AttributedNetwork("one", "one", ProbeNumbers.Weights(specification)),
            new AttributedNetwork("other", "other", ProbeNumbers.Weights(specification, logitScale: -3)));
        hash.Add(measurement.Measure([(ProbeHash.KeyOfNothing, pair)], CancellationToken.None));
    }

    /// <returns>The first method's attributions.</returns>
    private static float[] AddAttributions(
        ProbeHash hash, string kind, Architecture architecture, int count, ImmutableArray<IAttribution<IConvolutionalNetwork>> methods)
    {
        var specification = ProbeNumbers.Network(kind, architecture);
        var set = ProbeNumbers.Images(specification, count);
        var images = set.ToUnitRange();
        Normalization.Normalize(images, images);
        using var network = new SimdNetwork(ProbeNumbers.Weights(specification));
        float[]? first = null;
        foreach (var method in methods)
        {
            var attributions = AttributionRunner.Run(method, network, images, set.Labels.ToArray(), FeatureMap.Lanes, threads: 1);
            hash.Add<float>(attributions);
            first ??= attributions;
        }

        return first ?? [];
    }
}

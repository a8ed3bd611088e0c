global using AttributionMethod = Reproduce.Core.Attributions.IAttribution<Reproduce.Core.Networks.IConvolutionalNetwork>;
global using NUnit.Framework;

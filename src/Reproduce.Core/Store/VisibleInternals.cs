using System.Runtime.CompilerServices;

// The tests put failing disks and half-finished writes where the store opens its files.
[assembly: InternalsVisibleTo("Reproduce.Tests")]
[assembly: InternalsVisibleTo("Reproduce.Tests.StoreProcess")]

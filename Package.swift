// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A first run uses the debug build, because a release build takes minutes longer; the modules that do the thinking
// are optimised in it all the same.
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: optimized)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], reading folders: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: folders, swiftSettings: settings)
}

/// A fuzz target brings no main function: the fuzzer has it, so that these are built for fuzzing only.
func fuzz(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "Fuzz\(name)",
    dependencies: dependencies,
    path: "Sources/Fuzz/\(name)",
    swiftSettings: settings
  )
}

/// What only a build with the trait Server needs.
func server(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Server"]))
}

let package = Package(
  name: "gauger",
  products: [
    .executable(name: "gauger", targets: ["gauger"]),
    .executable(name: "gauger-central", targets: ["gauger-central"]),
  ],
  traits: [
    .trait(name: "Server", description: "The page of `gauger serve`, and the authority's server gauger-central.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.81.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Pure: no input or output, no clock.
    module("Measures"),
    module("CanonicalJSON"),
    module("Catalog", ["CanonicalJSON", "Measures"]),
    module("Reading", ["Measures", "Catalog"]),
    module("Identification", ["CanonicalJSON", "Measures", "Catalog", "Reading"]),
    module("Console"),
    module("Markup"),
    .systemLibrary(name: "CPNG"),
    module("Pictures", ["CPNG", "Console"]),
    module("Presentation", ["CanonicalJSON", "Catalog", "Identification", "Measures", "Overlays", "Reading"]),
    module(
      "Training",
      ["CanonicalJSON", "Catalog", "Identification", "Measures", "Presentation", "Reading"]
    ),
    module("Overlays", ["CanonicalJSON", "Catalog", "Trust"]),
    module("Envelopes", ["CanonicalJSON", "Trust", .product(name: "Crypto", package: "swift-crypto")]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    module("Releases", ["CanonicalJSON", "CZstd", "Trust"]),
    // At the edges: files and databases.
    module("DurableFiles"),
    module(
      "Trust",
      [
        "CanonicalJSON", "DurableFiles", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    .target(name: "CTransfer"),
    module("Transfer", ["CTransfer"]),
    module(
      "KitStore",
      [
        "CanonicalJSON", "Catalog", "DurableFiles", "Overlays", "Reading", "Trust",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    module(
      "Authoring",
      [
        "CanonicalJSON", "Catalog", "KitStore", "Markup", "Overlays", "Pictures", "Reading", "Training", "Trust",
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    // The kit's side of what travels between it and the authority.
    module(
      "Sync",
      [
        "CanonicalJSON", "Catalog", "DurableFiles", "Envelopes", "KitStore", "Releases", "Transfer", "Trust",
        .product(name: "Crypto", package: "swift-crypto"),
      ]
    ),
    // The authority's side: what it signs, and the server that hands it out and takes records in.
    module(
      "Publishing",
      [
        "CanonicalJSON", "DurableFiles", "Releases", "Trust", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    .target(name: "CPostgres"),
    module(
      "Central",
      [
        "CPostgres", "CanonicalJSON", "DurableFiles", "Envelopes", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"), server("Hummingbird", "hummingbird"),
        server("HummingbirdCore", "hummingbird"), server("HTTPTypes", "swift-http-types"),
        server("Logging", "swift-log"), server("NIOCore", "swift-nio"),
        server("NIOPosix", "swift-nio"), server("NIOHTTPTypes", "swift-nio-extras"),
      ]
    ),
    module(
      "Inspections",
      [
        "CanonicalJSON", "Catalog", "DurableFiles", "Identification", "KitStore", "Measures", "Reading", "Trust",
        .product(name: "Crypto", package: "swift-crypto"),
      ]
    ),
    // What is said to people: the guided examination as a pure value, and its screens.
    module(
      "Guidance",
      ["Catalog", "Console", "Identification", "Inspections", "Measures", "Pictures", "Presentation", "Reading"]
    ),
    // What an inspection becomes: declared against seen, end use, the sheet for those who decide.
    module(
      "Referral",
      [
        "CanonicalJSON", "Catalog", "Console", "Guidance", "Identification", "Inspections", "Measures", "Presentation",
        "Reading",
      ]
    ),
    // The same examination as a web page; its server is built only with the trait Server.
    module(
      "LocalPage",
      [
        "Catalog", "Guidance", "Identification", "Inspections", "KitStore", "Markup", "Measures", "Pictures",
        "Presentation", "Reading",
        server("Hummingbird", "hummingbird"), server("HTTPTypes", "swift-http-types"), server("Logging", "swift-log"),
        server("NIOCore", "swift-nio"),
      ]
    ),
    // What people run.
    .executableTarget(
      name: "gauger",
      dependencies: [
        "Authoring", "CanonicalJSON", "Catalog", "Console", "DurableFiles", "Envelopes", "Guidance", "Identification",
        "Inspections", "KitStore", "LocalPage", "Measures", "Overlays", "Pictures", "Presentation", "Publishing",
        "Reading", "Referral", "Releases", "Sync", "Training", "Transfer", "Trust",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    // What the public conformance suite of The Update Framework drives.
    .executableTarget(
      name: "tuf-conformance-client",
      dependencies: ["DurableFiles", "Transfer", "Trust"],
      path: "Sources/ConformanceClient",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "gauger-central",
      dependencies: [
        "CanonicalJSON", "Central", "Envelopes", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Authoring", "CanonicalJSON", "Catalog", "Envelopes", "Identification", "KitStore", "Publishing", "Releases",
        "Sync", "TestSupport", "Transfer", "Trust", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "TestSupport",
      dependencies: ["CanonicalJSON", "Catalog"],
      path: "Tests/Support",
      swiftSettings: settings
    ),
    tests("CanonicalJSONTests", ["CanonicalJSON"]),
    tests("CatalogTests", ["CanonicalJSON", "Catalog", "Measures"]),
    tests("MeasuresTests", ["Measures"]),
    tests("ReadingTests", ["Catalog", "Measures", "Reading"]),
    tests("IdentificationTests", ["Authoring", "CanonicalJSON", "Catalog", "Identification", "Measures", "Reading"]),
    tests("AuthoringTests", ["Authoring", "CanonicalJSON", "Catalog", "KitStore", "Pictures", "Trust"]),
    tests("ConsoleTests", ["Console"]),
    tests("PicturesTests", ["Console", "Pictures"]),
    tests("DurableFilesTests", ["DurableFiles"]),
    tests("InspectionsTests", ["CanonicalJSON", "Inspections", "KitStore", "Trust"]),
    tests(
      "ReferralTests",
      [
        "CanonicalJSON", "Catalog", "Identification", "Inspections", "Presentation", "Reading", "Referral", "Trust",
      ]
    ),
    tests(
      "GuidanceTests",
      ["Authoring", "Catalog", "Console", "Guidance", "Identification", "Inspections", "Presentation", "Reading"],
      reading: ["Transcripts"]
    ),
    tests(
      "TrainingTests",
      ["Authoring", "CanonicalJSON", "Catalog", "Identification", "Reading", "Training"]
    ),
    tests("OverlaysTests", ["CanonicalJSON", "Catalog", "Overlays"], reading: ["Worlds"]),
    tests(
      "KitStoreTests",
      ["CanonicalJSON", "Catalog", "KitStore", "Overlays", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    tests("ReleasesTests", ["CanonicalJSON", "Releases", "Trust"]),
    tests(
      "SyncTests",
      [
        "CanonicalJSON", "Catalog", "Envelopes", "KitStore", "Publishing", "Releases", "Sync", "SyncTrial", "Transfer",
        "Trust", .product(name: "Crypto", package: "swift-crypto"),
      ],
      reading: ["crashpoint.c"]
    ),
    // Changes a kit's releases in a process of its own, which the tests of Sync stop at every moment.
    .executableTarget(
      name: "SyncTrial",
      dependencies: ["Envelopes", "KitStore", "Sync", "Transfer", "Trust"],
      path: "Tests/SyncTrial",
      swiftSettings: settings
    ),
    tests("TransferTests", ["Transfer"]),
    tests(
      "PublishingTests",
      [
        "CanonicalJSON", "Publishing", "Releases", "Trust", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    tests("EnvelopesTests", ["CanonicalJSON", "Envelopes", .product(name: "Crypto", package: "swift-crypto")]),
    tests(
      "OutboxTests",
      [
        "Envelopes", "KitStore", "Sync", "Transfer", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    tests(
      "CentralTests",
      [
        "CanonicalJSON", "Central", "Envelopes", "KitStore", "Sync", "Transfer", "gauger-central",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    tests(
      "TrustTests",
      [
        "CanonicalJSON", "Trust", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    tests("MutationTests", []),
    tests("CommandTests", ["gauger"], reading: ["Golden", "GoldenLocal"]),
    tests("EndToEndTests", ["gauger", "gauger-central"]),
    tests(
      "LocalPageTests",
      [
        "Authoring", "Catalog", "Guidance", "Identification", "Inspections", "LocalPage", "Markup", "Presentation",
        "Reading",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// GAUGER_FUZZ=1 swift build -c release --sanitize fuzzer --scratch-path .build-fuzz --product FuzzText
if Context.environment["GAUGER_FUZZ"] != nil {
  package.targets += [
    fuzz("JSON", ["CanonicalJSON", "Catalog", "Identification"]),
    fuzz("Patterns", ["Reading"]),
    fuzz("Quantities", ["Measures"]),
    fuzz("Releases", ["Releases"]),
    fuzz("Text", ["CanonicalJSON", "Catalog", "Reading"]),
    fuzz("YAML", ["Authoring", "CanonicalJSON", "Catalog"]),
  ]
}

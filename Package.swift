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
    .executable(name: "gauger", targets: ["gauger"])
  ],
  traits: [
    .trait(name: "Server", description: "The web page that `gauger serve` shows to browsers on the same machine.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.81.0"),
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
    .systemLibrary(name: "CPNG"),
    module("Pictures", ["CPNG", "Console"]),
    module("Presentation", ["CanonicalJSON", "Catalog", "Identification", "Measures", "Reading"]),
    module("Trust", [.product(name: "Crypto", package: "swift-crypto")]),
    // At the edges: files and databases.
    module("DurableFiles"),
    .target(name: "CTransfer"),
    module("Transfer", ["CTransfer"]),
    module(
      "KitStore",
      [
        "CanonicalJSON", "Catalog", "DurableFiles", "Reading", "Trust",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    module(
      "Authoring",
      ["CanonicalJSON", "Catalog", "KitStore", "Reading", "Trust", .product(name: "Yams", package: "Yams")]
    ),
    module("Inspections", ["CanonicalJSON", "Catalog", "Identification", "KitStore", "Measures", "Reading", "Trust"]),
    // What is said to people: the guided examination as a pure value, and its screens.
    module(
      "Guidance",
      ["Catalog", "Console", "Identification", "Inspections", "Measures", "Pictures", "Presentation", "Reading"]
    ),
    // The same examination as a web page; its server is built only with the trait Server.
    module(
      "LocalPage",
      [
        "Catalog", "Guidance", "Identification", "Inspections", "KitStore", "Measures", "Presentation", "Reading",
        server("Hummingbird", "hummingbird"), server("HTTPTypes", "swift-http-types"), server("Logging", "swift-log"),
        server("NIOCore", "swift-nio"),
      ]
    ),
    // What people run.
    .executableTarget(
      name: "gauger",
      dependencies: [
        "Authoring", "CanonicalJSON", "Catalog", "Console", "Guidance", "Identification", "Inspections", "KitStore",
        "LocalPage", "Measures", "Pictures", "Presentation", "Reading", "Trust",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Authoring", "Catalog", "Identification", "KitStore"],
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
    tests("IdentificationTests", ["CanonicalJSON", "Catalog", "Identification", "Measures", "Reading"]),
    tests("AuthoringTests", ["Authoring", "Catalog", "KitStore", "Trust"]),
    tests("ConsoleTests", ["Console"]),
    tests("PicturesTests", ["Console", "Pictures"]),
    tests("DurableFilesTests", ["DurableFiles"]),
    tests("InspectionsTests", ["Inspections", "KitStore"]),
    tests(
      "GuidanceTests",
      ["Authoring", "Catalog", "Console", "Guidance", "Identification", "Inspections", "Presentation", "Reading"],
      reading: ["Transcripts"]
    ),
    tests("KitStoreTests", ["CanonicalJSON", "Catalog", "KitStore", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("TransferTests", ["Transfer"]),
    tests("CommandTests", ["gauger"], reading: ["Golden"]),
    tests(
      "LocalPageTests",
      ["Authoring", "Catalog", "Guidance", "Identification", "Inspections", "LocalPage", "Presentation", "Reading"]
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
    fuzz("Text", ["CanonicalJSON", "Catalog", "Reading"]),
    fuzz("YAML", ["Authoring", "Catalog"]),
  ]
}

import Foundation
import TestSupport

/// The client with all defects asleep in it, and its tests, as a package of its own: built once, run for each defect.
struct MutantPackage {
  /// The package could not be built.
  struct DoesNotBuild: Error, CustomStringConvertible {
    let description: String
  }

  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let mutated = "Sources/Trust"
  private static let switchboard = "Mutant.swift"
  private static let copied = [
    "Sources/CanonicalJSON", "Sources/Catalog", "Sources/DurableFiles", "Sources/Measures", "Tests/Support",
    "Tests/TrustTests",
  ]
  /// Longer than the tests take by far: a defect that keeps them going for ever is noticed too.
  private static let longest = "60"

  /// What takes long and is not there to notice a single defect.
  private static let leftOut = ["HostileRepositoryTests", "1,100 roots"]

  private let folder = repository.appendingPathComponent(".build-mutants")

  /// Writes the package and builds it with its tests; what was built before is used again.
  init(_ mutations: [Mutation]) throws {
    for folder in Self.copied { try copy(folder) { $1 } }
    try copy(Self.mutated) { name, source in
      try MutatedSource(source, mutations.filter { "\($0.file).swift" == name }).text
    }
    try write(Self.switches, to: folder.appendingPathComponent("\(Self.mutated)/\(Self.switchboard)"))
    try write(Self.manifest, to: folder.appendingPathComponent("Package.swift"))
    let build = try Executable(at: URL(fileURLWithPath: "/usr/bin/env"))
      .run(["swift", "build", "--package-path", folder.path, "--build-tests"], environment: Self.environment)
    guard build.status == 0 else { throw DoesNotBuild(description: build.output + build.errors) }
  }

  /// Whether the client's tests pass.
  ///
  /// - Parameter mutation: the defect that is awake; nil for none.
  func passes(with mutation: Mutation?) throws -> Bool {
    let tests = folder.appendingPathComponent(".build/debug/mutantsPackageTests.xctest")
    var environment = Self.environment
    environment["GAUGER_MUTANT"] = mutation?.defect
    let run = try Executable(at: URL(fileURLWithPath: "/usr/bin/timeout")).run(
      [Self.longest, tests.path, "--testing-library", "swift-testing"] + Self.leftOut.flatMap { ["--skip", $0] },
      environment: environment
    )
    return run.status == 0
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  private func copy(_ path: String, _ change: (_ name: String, _ source: String) throws -> String) throws {
    let (from, to) = (Self.repository.appendingPathComponent(path), folder.appendingPathComponent(path))
    try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: from.path)
    for name in names where name.hasSuffix(".swift") {
      let source = try String(contentsOf: from.appendingPathComponent(name), encoding: .utf8)
      try write(try change(name, source), to: to.appendingPathComponent(name))
    }
    let stale = try FileManager.default.contentsOfDirectory(atPath: to.path)
      .filter { !names.contains($0) && $0 != Self.switchboard }
    for name in stale {
      try FileManager.default.removeItem(at: to.appendingPathComponent(name))
    }
  }

  /// Leaves a file alone that says this already, so that nothing is built twice.
  private func write(_ text: String, to file: URL) throws {
    guard (try? String(contentsOf: file, encoding: .utf8)) != text else { return }
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private static let switches = """
    import Glibc

    enum Mutant {
      private static let awake = getenv("GAUGER_MUTANT").map { String(cString: $0) }

      static func isAwake(_ defect: String) -> Bool { awake == defect }
    }
    """

  private static let manifest = """
    // swift-tools-version: 6.2
    import PackageDescription

    let settings: [SwiftSetting] = [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .unsafeFlags(["-O"]),
    ]
    let cryptography: [Target.Dependency] = [
      .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
    ]

    let package = Package(
      name: "mutants",
      dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
      targets: [
        .target(name: "Measures", swiftSettings: settings),
        .target(name: "CanonicalJSON", swiftSettings: settings),
        .target(name: "Catalog", dependencies: ["CanonicalJSON", "Measures"], swiftSettings: settings),
        .target(name: "DurableFiles", swiftSettings: settings),
        .target(name: "Trust", dependencies: ["CanonicalJSON", "DurableFiles"] + cryptography, swiftSettings: settings),
        .target(
          name: "TestSupport",
          dependencies: ["CanonicalJSON", "Catalog"],
          path: "Tests/Support",
          swiftSettings: settings
        ),
        .testTarget(
          name: "TrustTests",
          dependencies: ["CanonicalJSON", "TestSupport", "Trust"] + cryptography,
          swiftSettings: settings
        ),
      ],
      swiftLanguageModes: [.v6]
    )
    """
}

import Foundation
import Testing

/// The tests of the client are good for something: each defect that somebody could build into it makes them fail.
///
/// They build a package of their own and run the client's tests once for every defect, so that they are left out
/// unless `GAUGER_MUTANTS` is set; `Scripts/test` runs them after all others.
@Suite(
  .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["GAUGER_MUTANTS"] != nil, "GAUGER_MUTANTS is not set")
)
struct MutationTests {
  private static let package = Result { try MutantPackage(Mutation.all) }

  @Test func `the client passes its tests while no defect is awake`() throws {
    #expect(try Self.package.get().passes(with: nil))
  }

  @Test(arguments: Mutation.all)
  func `the tests notice every defect`(mutation: Mutation) throws {
    #expect(try !Self.package.get().passes(with: mutation))
  }
}

import Pictures
import Testing

@Suite struct PictureIndexTests {
  private static let digest = String(repeating: "a", count: 64)
  private let table = """
    commodities/valve/detail\t\(digest)\tValve\tThe end of a valve.
    commodities/valve/front\t\(digest)\tValve\tA valve.
    features/form/tube\t\(digest)\tTube\tA long hollow bar.
    hazards/laser\t\(digest)\tLaser\tA burst of rays.

    """

  @Test func `drawings are found by what they show, the front first`() throws {
    let index = try PictureIndex(table: table)
    #expect(index.commodity("valve").map(\.path) == ["commodities/valve/front", "commodities/valve/detail"])
    #expect(index.state("tube", of: "form")?.description == "A long hollow bar.")
    #expect(index.hazard("laser")?.title == "Laser")
    #expect(index.commodity("pump").isEmpty)
  }

  @Test(arguments: [
    "commodities/valve\t\(digest)\ta\tb", "../x/y\t\(digest)\ta\tb", "hazards/laser\tshort\ta\tb", "hazards/laser",
    "commodities/Valve/front\t\(digest)\ta\tb",
  ])
  func `a row that is none names its line`(row: String) {
    #expect(throws: PictureIndexError(line: 5)) { try PictureIndex(table: table + row) }
  }
}

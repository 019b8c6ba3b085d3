import Measures
import Testing

@Test func `a dimension is named where people have a name for it`() {
  #expect(Dimension.pressure.description == "pressure")
  #expect((Dimension.mass / .volume).description == "density")
  #expect((Dimension.mass * .length).description == "m·kg")
}

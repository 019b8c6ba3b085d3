import Catalog
import Identification
import Pictures
import Reading

extension GuidedDialogue {
  private static let mostPicturedCandidates = 6

  /// The pictures that help here: of the answers to the question, then of what the goods may be.
  private var picturesAtHand: [Picture] {
    let answers = asked.map { asked in asked.states.compactMap { pictures.state($0.id, of: asked.id) } } ?? []
    guard !clues.isVague else { return answers }
    let candidates = assessment.candidates.prefix(Self.mostPicturedCandidates)
    return answers + candidates.flatMap { pictures.commodity($0.commodity.id) }
  }

  /// Shows the only picture, or the list to choose from.
  mutating func showPictures(in step: inout DialogueStep) {
    let pictures = picturesAtHand
    guard let first = pictures.first else {
      step.notices = [TextLine("There is no picture for this question or for what the goods may be.")]
      return
    }
    if pictures.count == 1 { show(first, in: &step) } else { stage = .pictures(pictures) }
  }

  /// Shows the picture with this number; Enter alone goes back.
  mutating func pickPicture(_ input: String, from pictures: [Picture], in step: inout DialogueStep) {
    guard !input.isEmpty, input != "q" else {
      stage = asked == nil ? .result : .question
      return
    }
    guard let number = Int(input), pictures.indices.contains(number - 1) else {
      step.notices = [TextLine("Type a number from 1 to \(pictures.count), or Enter to go back.")]
      return
    }
    show(pictures[number - 1], in: &step)
  }

  private func show(_ picture: Picture, in step: inout DialogueStep) {
    step.picture = picture
    step.notices = [TextLine(picture.title, .heading), TextLine(picture.description)]
  }

  /// The list of pictures to choose from.
  static func picturePage(_ pictures: [Picture], _ page: inout DialoguePage) {
    page.question = [TextLine("Which picture? A number shows it, Enter goes back.", .heading)]
    let width = String(pictures.count).count
    page.choices = pictures.enumerated().map { place, picture in
      let number = String(place + 1)
      return TextLine(
        String(repeating: " ", count: width - number.count) + "\(number)  \(picture.title)\(picture.view)",
        hanging: width + 2
      )
    }
    page.prompt = .keys(choices: pictures.count)
  }
}

extension Picture {
  /// What side is seen, where it is not the usual one.
  fileprivate var view: String {
    if case .commodity(_, let view) = subject, view != "front" { " (\(view))" } else { "" }
  }
}

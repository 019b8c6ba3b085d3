import ArgumentParser

struct InspectionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspection",
    abstract: "Keep the record of an inspection and refer it to those who decide.",
    discussion: """
      'gauger identify' begins an inspection, and so does 'gauger inspection declare --begin'. Every verb takes its name, \
      or 'last' for the one changed last. Nothing that was said is overwritten; every event is signed with the kit's key.

      Example:
        gauger inspection declare last --description "steel parts" --hs 732690 --destination ZZ
        gauger inspection flags last --tick generic-words="the invoice says parts"
        gauger inspection refer last --format html --out referral.html
      """,
    subcommands: [
      InspectionListCommand.self, InspectionShowCommand.self, InspectionDeclareCommand.self,
      InspectionNoteCommand.self, InspectionPhotoCommand.self, InspectionFlagsCommand.self,
      InspectionReferCommand.self, InspectionExportCommand.self, InspectionVerifyCommand.self,
      InspectionReopenCommand.self,
    ]
  )
}

package workbook.coach.cli;

import picocli.CommandLine.Command;

@Command(
        name = "author",
        description = "For authors of modules.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CheckCommand.class,
            AnswersCommand.class,
            MistakeCommand.class,
            NewModuleCommand.class,
            PicturesCommand.class,
            SolutionBranchCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class AuthorCommand {}

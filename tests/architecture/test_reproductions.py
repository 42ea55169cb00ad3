"""What a trial by an administrator found (issue 19), and the tests that would find it again.

A is a broken promise, B a weakness. B11 and B17 are no behaviour of one function: what holds them
besides is `make machine`, and the figures of docs/performance.md.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

import pytest

from tests.architecture.source_tree import ROOT, parsed

pytestmark = pytest.mark.lint

RULES, SETTINGS = "models/rules", "models/settings"
ADMINISTRATION, COMMANDS = "models/services/administration", "tui/administration"

REPRODUCED: Mapping[str, tuple[str, ...]] = {
    # « 8 caractères » stays on screen whatever the file asks for.
    "A1": (
        "tui/voter/test_policy_words.py::test_twelve_characters_and_a_sign_are_said_on_the_screen_and_by_f1",
        "tui/voter/test_policy_words.py::test_no_page_of_help_and_no_mail_says_another_policy",
    ),
    # « heure de Paris » on La Réunion.
    "A2": (
        f"{SETTINGS}/test_election_file.py::test_what_the_file_does_not_say_is_what_french_says",
    ),
    # Short names of scrutins are cut.
    "A3": ("tui/voter/test_scrutins.py::test_every_title_is_whole_beside_its_state",),
    # `admin check` is content with an election that is over, empty, or in the wrong order.
    "A4": (
        f"{ADMINISTRATION}/test_check_election.py::test_a_calendar_that_is_over_is_to_be_looked_at",
        f"{ADMINISTRATION}/test_check_election.py::test_a_vote_that_opens_before_the_accounts_is_a_fault",
        f"{ADMINISTRATION}/test_check_election.py::test_an_empty_roll_is_a_fault_once_accounts_can_be_created",
        f"{ADMINISTRATION}/test_check_election.py::test_a_scrutin_to_which_nobody_is_called_is_named",
        f"{SETTINGS}/test_election_file.py::test_a_moment_that_can_be_read_in_two_ways_or_in_none_is_told_with_its_remedy",
    ),
    # `admin check` takes another election's keys, and a chain whose old events were altered.
    "A5": (
        f"{ADMINISTRATION}/test_check_election.py::test_each_key_of_another_database_is_named",
        f"{ADMINISTRATION}/test_check_election.py::test_an_old_event_that_was_altered_is_found",
    ),
    # `admin purge --expired` erases nothing.
    "A6": (f"{COMMANDS}/test_purge.py::test_what_is_past_its_use_goes_before_too",),
    # `admin init` on a full disk leaves a file that nothing mends.
    "A7": (
        f"{COMMANDS}/test_init.py::test_on_a_full_disk_it_leaves_nothing_and_succeeds_afterwards",
    ),
    # The unit of the guide cannot start for who followed the guide.
    "A8": (
        "architecture/test_administration_files.py::test_a_unit_runs_as_the_account_in_the_folders_that_the_guide_makes",
        "packaging/test_package.py::test_units_run_as_accounts_that_the_package_makes",
    ),
    # The logs do not tell why a person cannot get in.
    "B1": (
        "tui/test_troubles.py::test_a_refusal_is_written_with_its_cause_place_and_reference",
        "tui/webmail/test_reference.py::test_what_is_read_out_from_the_screen_leads_to_the_line_of_the_logs",
        "models/desk/test_one_person.py::test_each_state_of_a_path_names_the_reason_and_the_next_step",
        f"{COMMANDS}/test_recorded.py::test_an_unforeseen_fault_is_one_sentence_and_a_record_without_values",
    ),
    # `import --remove` takes nearly everybody away without a question.
    "B2": (
        f"{ADMINISTRATION}/test_import_update.py::test_a_file_that_leaves_out_much_of_the_roll_removes_nobody_unasked",
    ),
    # One line in another encoding spoils all names.
    "B3": (
        "models/roll/test_roll_file.py::test_a_line_of_another_encoding_than_the_others_is_named",
        "tui/test_import_command.py::test_of_two_encodings_so_many_lines_are_named_as_are_asked_for",
    ),
    # Ctrl+C during a backup prints a traceback.
    "B4": (
        f"{COMMANDS}/test_interruption.py::test_pressed_once_during_a_backup_it_leaves_nothing",
    ),
    # Backup and restoration say nothing while they work.
    "B5": (
        f"{ADMINISTRATION}/test_backup_election.py::test_both_tell_how_far_they_are_to_the_last_row",
        f"{COMMANDS}/test_interruption.py::test_a_terminal_shows_how_far_it_is_and_is_answered",
    ),
    # One's own election cannot be rehearsed.
    "B6": (
        "tui/demo/test_elections.py::test_the_screens_of_an_hour_to_come_are_seen_before_it",
        "tui/demo/test_elections.py::test_a_rehearsal_touches_nothing_of_the_file_s_places",
    ),
    # « académie de Aix-Marseille ».
    "B7": (
        f"{SETTINGS}/test_election_file.py::test_what_the_file_does_not_say_is_what_french_says",
        f"{SETTINGS}/test_election_file.py::test_what_the_file_says_is_said",
    ),
    # `--json` is not always JSON, and nothing says what it promises.
    "B8": (
        f"{COMMANDS}/test_json.py::test_it_answers_in_one_document_whose_keys_the_guide_names",
        f"{COMMANDS}/test_json.py::test_a_wrong_election_file_is_a_document_too",
        f"{COMMANDS}/test_json.py::test_a_wrong_use_is_a_document_too",
    ),
    # A roll cannot come from a pipe, and nobody minds one that everybody may read.
    "B9": (
        "models/roll/test_roll_file.py::test_a_pipe_is_read_to_its_end",
        "tui/test_import_command.py::test_a_file_that_everybody_may_read_is_pointed_out",
    ),
    # A backup holds no election file.
    "B10": (
        f"{COMMANDS}/test_backup.py::test_the_election_file_comes_back_with_the_backup",
        f"{COMMANDS}/test_backup.py::test_a_backup_without_keys_says_what_it_needs",
    ),
    # Updating is not told, and changes the code under open visits.
    "B11": (
        "packaging/test_versions.py::test_an_open_visit_keeps_its_version_and_the_next_one_has_the_new",
        "architecture/test_administration_files.py::test_an_update_installs_each_unit_again",
    ),
    # Faults of consistency are told after the others only; what is there twice is not said to be.
    "B12": (
        f"{SETTINGS}/test_election_file.py::test_what_does_not_fit_together_is_told_beside_what_is_wrong_in_itself",
        f"{SETTINGS}/test_election_file.py::test_what_is_written_twice_is_told_with_the_line_of_the_first",
    ),
    # The link of a mail gives its secret to the log of another site.
    "B13": (f"{RULES}/test_codes.py::test_a_browser_sends_no_token_to_the_site_of_the_link",),
    # An import on SQLite locks visits out.
    "B14": (
        f"{ADMINISTRATION}/test_import_aside.py::test_visits_write_while_a_large_roll_is_written",
        f"{ADMINISTRATION}/test_import_aside.py::test_a_visit_reads_the_old_roll_then_the_new_one",
    ),
    # An emptied database is taken for one that is only not up to date.
    "B15": (
        f"{ADMINISTRATION}/test_migrate.py::test_a_database_that_was_emptied_is_not_taken_for_a_new_one",
    ),
    # After the purge a roll is loaded without a word, and the counts are out of view.
    "B16": (
        f"{ADMINISTRATION}/test_purge_election.py::test_nobody_is_loaded_again_afterwards",
        f"{ADMINISTRATION}/test_purge_election.py::test_the_counts_stay_as_numbers",
        f"{COMMANDS}/test_purge.py::test_with_a_yes_the_people_go_and_the_counts_stay",
    ),
    # `status --by scrutin` takes longer than it says at a million.
    "B17": ("bench/scale/calls.py::_status",),
}
"""The tests of each finding, by their places under `tests`."""


def test_every_finding_has_its_tests() -> None:
    numbers = {"A": range(1, 9), "B": range(1, 18)}
    found = [f"{grade}{number}" for grade, each in numbers.items() for number in each]
    assert list(REPRODUCED) == found


def test_every_test_of_a_finding_is_there() -> None:
    for finding, tests in REPRODUCED.items():
        for test in tests:
            path, _, name = test.partition("::")
            file = ROOT / "tests" / path
            assert file.is_file(), (finding, path)
            functions = {
                node.name
                for node in ast.walk(parsed(file))
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
            assert not name or name in functions, (finding, test)

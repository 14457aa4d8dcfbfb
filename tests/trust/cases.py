"""T01–T72: what went wrong at comparable systems, and which of our tests hold it here."""

from tests.trust.access_cases import ACCESS
from tests.trust.case import ACTIONS, CONTENT, FEEDS, FIELDS, FILES, IDENTITY, LISTING, REST, SHARES, WEB, Case

CASES: dict[str, Case] = ACCESS | {
    "T29": Case(
        "Every check of a password is limited",
        (
            f"{IDENTITY}::test_every_check_of_a_password_is_limited",
            f"{IDENTITY}::test_guessing_at_the_sign_in_page_ends",
            f"{IDENTITY}::test_guessing_the_second_step_ends",
            f"{SHARES}::test_a_password_is_asked_and_not_guessed",
        ),
    ),
    "T30": Case(
        "A password is changed with the old one", (f"{IDENTITY}::test_a_password_is_changed_with_the_old_one_only",)
    ),
    "T31": Case("A forged host is in no link", (f"{IDENTITY}::test_a_forged_host_is_in_no_link",)),
    "T32": Case(
        "A new second step ends the other sessions", (f"{IDENTITY}::test_a_new_second_step_ends_the_other_sessions",)
    ),
    "T33": Case(
        "Who is deactivated is out at once, everywhere",
        (
            "tests/people/test_users.py::test_deactivation_ends_everything_at_once",
            "tests/web/test_front_door.py::test_deactivated_people_are_out_at_once",
            f"{SHARES}::test_who_may_share_and_what_ends_it",
            f"{ACTIONS}::test_somebody_who_left_does_nothing",
            f"{REST}::test_nobody_and_who_left_get_nothing",
        ),
    ),
    "T34": Case(
        "A secret is shown once and stored as a hash",
        (
            f"{IDENTITY}::test_a_secret_is_shown_once",
            f"{FEEDS}::test_a_feed_from_its_making_to_its_end",
            f"{IDENTITY}::test_no_answer_and_no_list_has_a_field_for_secrets",
        ),
    ),
    "T35": Case(
        "A new password leaves the second step",
        (f"{IDENTITY}::test_an_invitation_leaves_everything_as_it_is_until_used",),
        waits="accounts that only sign in through the company's provider",
    ),
    "T36": Case(
        "A provider's account is linked only when signed in", waits="signing in through providers (not enabled)"
    ),
    "T37": Case("Wildcards in a user name find nobody", waits="LDAP (not enabled)"),
    "T38": Case("Consent takes a form with its token", waits="OAuth for other programs"),
    "T39": Case(
        "An invitation is proven by its secret, once",
        (
            "tests/people/test_users.py::test_an_invited_person_sets_a_password_once",
            "tests/people/test_users.py::test_invitations_expire_and_replace_each_other",
        ),
    ),
    "T40": Case(
        "The founding page is dead once somebody exists",
        (
            "tests/web/test_sign_in.py::test_afterwards_sign_up_is_closed",
            "tests/web/test_sign_in.py::test_of_two_founders_at_once_one_succeeds",
            "tests/people/test_company.py::test_of_two_founders_at_once_one_wins",
        ),
    ),
    "T41": Case(
        "Nobody is flooded with invitations",
        waits="invitations by mail: today a link is shown once to whoever invites, and nothing is sent",
    ),
    "T42": Case("Secrets are looked up by hash, not compared", (f"{IDENTITY}::test_a_secret_is_shown_once",)),
    "T43": Case(
        "A password stays until the link is used",
        (f"{IDENTITY}::test_an_invitation_leaves_everything_as_it_is_until_used",),
    ),
    "T44": Case("Links of approvals and surveys are signed, for one purpose, for a while", waits="links in mails"),
    "T45": Case("Time zones, units and directions are from a list", waits="reports with grouping"),
    "T46": Case(
        "Names that administrators write never become SQL",
        (f"{FIELDS}::test_names_outside_the_list_are_refused",),
        waits="reports over custom fields",
    ),
    "T47": Case(
        "List parameters are checked one by one",
        (f"{LISTING}::test_nothing_outside_the_allowlist", f"{FIELDS}::test_names_outside_the_list_are_refused"),
    ),
    "T48": Case("A filter language is parsed, not pasted", waits="OData"),
    "T49": Case("No parameter makes the database wait", waits="measured on PostgreSQL by the acceptance run"),
    "T50": Case(
        "Templates of people run no code", (f"{WEB}::test_hostile_words_stay_words",), waits="document templates"
    ),
    "T51": Case("Formulas have a parser of their own", waits="computed fields"),
    "T52": Case("Saved searches are data", (f"{LISTING}::test_a_forged_cursor_is_refused",)),
    "T53": Case("Nothing reaches a shell", waits="no part starts a shell; outside programs come with integrations"),
    "T54": Case("Names of filters are only names", (f"{FIELDS}::test_names_outside_the_list_are_refused",)),
    "T55": Case(
        "A file comes as an attachment of its own kind",
        (
            "tests/web/test_platform.py::test_a_file_comes_back_as_an_attachment",
            "tests/rest/test_files.py::test_upload_look_download_remove",
        ),
    ),
    "T56": Case(
        "No picture carries a script",
        (
            f"{FILES}::test_others_are_refused",
            f"{CONTENT}::test_a_picture_that_is_a_page_is_refused",
            f"{CONTENT}::test_only_listed_kinds_whatever_the_case",
        ),
        waits="portraits: re-encoded when they come",
    ),
    "T57": Case(
        "Hostile words in every field stay words on every page",
        (
            f"{WEB}::test_hostile_words_stay_words",
            "tests/browser/test_inert_texts.py::test_hostile_words_are_only_words",
            "tests/web/test_tags.py::test_values_are_escaped",
        ),
    ),
    "T58": Case(
        "No text brings styles, forms or names into the page",
        (
            f"{WEB}::test_hostile_words_stay_words",
            "tests/browser/test_inert_texts.py::test_hostile_words_are_only_words",
        ),
        waits="rich text: all text is plain today",
    ),
    "T59": Case("A received mail does nothing", waits="incoming mail"),
    "T60": Case(
        "The sign-in page reflects nothing", ("tests/web/test_sign_in.py::test_the_login_page_reflects_nothing",)
    ),
    "T61": Case(
        "Nothing leads off the site",
        (
            "tests/web/test_sign_in.py::test_next_stays_at_home",
            "tests/web/test_switches.py::test_switches_never_lead_elsewhere",
            f"{CONTENT}::test_nothing_leads_off_the_site",
        ),
    ),
    "T62": Case(
        "Attributes of page libraries in texts are inert",
        (
            f"{WEB}::test_hostile_words_stay_words",
            "tests/browser/test_inert_texts.py::test_hostile_words_are_only_words",
        ),
    ),
    "T63": Case(
        "A cell is no formula, and comes back as it was",
        (
            f"{LISTING}::test_a_cell_is_inert_and_comes_back",
            f"{LISTING}::test_plain_text_is_left_alone",
            f"{CONTENT}::test_exported_cells_are_no_formulas",
        ),
        waits="reading lists back in: the import of csv and xlsx; copying cells to the clipboard: tables that can",
    ),
    "T64": Case("Addresses inside are not called, however written", waits="calls to outside addresses"),
    "T65": Case("Nor after a redirect or another answer of the name server", waits="calls to outside addresses"),
    "T66": Case("Printing loads nothing", waits="PDF"),
    "T67": Case(
        "A name in an upload or an archive leads nowhere",
        (
            f"{CONTENT}::test_a_name_leads_nowhere",
            f"{FILES}::test_names_are_only_names",
            "tests/cli/test_backup.py::test_a_tampered_archive_is_refused",
        ),
    ),
    "T68": Case(
        "Only listed kinds of files, whatever the case",
        (f"{CONTENT}::test_only_listed_kinds_whatever_the_case", f"{FILES}::test_others_are_refused"),
    ),
    "T69": Case(
        "A body is read as far as declared, and not beyond a bound",
        (
            f"{CONTENT}::test_a_gigabyte_behind_a_small_length",
            f"{CONTENT}::test_a_declared_gigabyte_is_refused_unread",
            "tests/accept/test_big_bodies.py::test_a_gigabyte_costs_no_memory",
        ),
    ),
    "T70": Case(
        "Nobody slows the others down", ("tests/rest/test_door.py::test_limits",), waits="time limits of statements"
    ),
    "T71": Case(
        "Every change takes a form's token",
        (
            f"{IDENTITY}::test_no_form_is_taken_without_its_token",
            "tests/rest/test_door.py::test_a_session_works_with_csrf_only",
        ),
        waits="tokens of other systems at rest: integrations",
    ),
    "T72": Case("A program that connects is approved, bounded and ended with one press", waits="integrations and MCP"),
}

"""What English words do in a question.

Which of them say nothing of its subject, which say the same, how they change.
"""

from __future__ import annotations

# Words that come and go when somebody words a question anew: they name nothing.
NEUTRAL = frozenset(
    """
    a an the this that these those some any it its it's they them their there
    here
    is are was were be been being am do does did done doing has have had having
    can could will would shall should may
    might must let lets get gets got
    i you we one your our my me us he she
    of in on at to for from by with as into about within under over through via
    and or if then than so such
    what what's whats which who whom define definition explain explained
    explaining describe describing tell give
    discuss briefly short shortly brief exactly actually really basically simply
    just also please
    meant mean means meaning called known refer refers
    detail details like used using use uses
    question answer following below above given
    que es un una el la los las de en como cual cuales der die das ein eine ist
    was wie le les une des est
    """.split()
)
# At the beginning of a question these ask; elsewhere they may be what it is about.
IMPERATIVES = frozenset(
    "list name state mention outline summarise summarize compare".split()
)
# Words that ask for the same thing; a group is called by its first.
GROUPS = """
    purpose role point goal aim idea;
    difference differ differs different differences distinguish distinction vs
        versus compare compared comparison;
    advantage advantages benefit benefits pro pros strength strengths;
    disadvantage disadvantages drawback drawbacks con cons downside downsides
        weakness weaknesses;
    limit limits limitation limitations;
    create make build produce creates makes built made creating making;
    delete remove erase deleted removed deleting removing;
    show display print output;
    type types kind kinds sort sorts category categories form forms;
    way ways method methods approach approaches;
    happen happens occur occurs;
    important significant essential crucial importance;
    main major primary principal;
    begin start launch;
    stop end terminate halt;
    change modify alter update edit adjust;
    inspect examine look;
    find locate search;
    fix solve resolve;
    often frequently commonly;
    big large;
    fast quick rapid;
    choose pick select prefer suited suitable best;
    copy duplicate clone;
    say says indicate indicates state states tell tells;
    flag option switch;
    normally usually ordinarily default;
    alias nickname;
    wrong mistaken incorrect;
    common typical frequent;
    worth useful helpful;
    need require necessary required requires;
    allow enable permit let allows enables permits lets;
    check verify test;
    configure setup configured;
    component components part parts element elements;
    feature features characteristic characteristics property properties;
    improve enhance increase boost;
    handle manage deal;
    implement write;
    obtain retrieve fetch;
    reason reasons why;
    several multiple many;
    command commands
"""
# Words that ask for one side of a subject: where one comes or goes, another question is
# asked of it.
ASPECTS = frozenset(
    """
    difference differ differs purpose role advantage advantages benefit benefits
    disadvantage disadvantages drawback drawbacks pros cons beware mistake
    mistakes problem problems risk risks reason reasons why when where example
    examples history cost price limit limits explain beginner best worst
    alternative alternatives work works
    """.split()
)
# Phrases that say in several words what one says, or nothing.
_PHRASES = """
    get rid of: delete
    set up: create
    watch out for: beware
    pay attention to: beware
    be careful about: beware
    be careful with: beware
    take care of: handle
    instead of: over
    rather than: over
    by default: default
    out of the box: default
    as standard: default
    as a rule: usually
    in your own words:
    in other words:
    in simple terms:
    with an example:
    in practice:
    such as:
    for example:
    made up of: consist
    made of: consist
    composed of: consist
    consist of: consist
    a lot of: many
    and why:
    look out for: beware
    by hand: manually
"""
PHRASES = {
    phrase.strip(): word.strip()
    for phrase, word in (
        line.split(":") for line in _PHRASES.strip().splitlines()
    )
}
IRREGULAR = {
    form: forms.split()[0]
    for forms in """
    find found;show shown;read reads;write wrote written;undo undone undid;make
    made;build built;run ran;choose chose chosen;take took taken;give gave
    given;know knew known;go went gone;send sent;hold held;keep kept;begin began
    begun; break broke broken;throw threw thrown;hide hid hidden;bind bound;lose
    lost;leave left;say said;think thought; understand understood;grow grew
    grown;draw drew drawn;speak spoke spoken;drive drove driven;child children;
    index indices indexes;matrix matrices;vertex vertices;datum data;
    """.split(";")
    for form in forms.split()[1:]
}
NEGATIONS = frozenset(
    "not no never except isn't aren't don't doesn't can't cannot won't incorrect"
    " false".split()
)
PREFIXES = frozenset(
    "im in un non dis ir il a de re pre post sub super multi anti".split()
)

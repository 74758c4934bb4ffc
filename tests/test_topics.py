"""Which topics a card speaks of, and which it only seems to."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdecks.cards.topics import (
    Vocabulary,
    choose_vocabularies,
    find_topics,
)
from mkdecks.cards.vocabulary_files import packaged_names, packaged_vocabulary
from mkdecks.cards.vocabulary_text import parse_vocabulary

AWS = packaged_vocabulary("aws")
DEVOPS = packaged_vocabulary("devops")
BOTH = (AWS, DEVOPS)
AWS_PAGE = "aws/architect\nAWS Interview Questions"
DOCKER_PAGE = "docker/basics\nDocker Interview Questions"


def vocabulary(text: str) -> Vocabulary:
    parsed, errors = parse_vocabulary(text, "mine")
    assert errors == ()
    return parsed


# --- topics that a text names
# ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Which store keeps a message until a worker deletes it?\nAmazon Simple Queue Service.",
            "sqs",
        ),
        ("How long may an SQS message stay in flight?", "sqs"),
        ("Two EC2s in one rack fail together.", "ec2"),
        ("Is Route53 a registrar too?", "route-53"),
        ("Is Route 53 a registrar too?", "route-53"),
        ("A Dynamo DB item holds at most 400 KB.", "dynamodb"),
        ("aws s3 cp report.csv s3://bucket/", "s3"),
        ("client = boto3.client('dynamodb')", "dynamodb"),
        ("sns = session.resource('sns')", "sns"),
        ("Type: AWS::Lambda::Function", "lambda"),
        ('Principal: {"Service": "lambda.amazonaws.com"}', "lambda"),
        ('"Action": "lambda:InvokeFunction"', "lambda"),
        ('"Action": ["glue:GetTable"]', "glue"),
        ("arn:aws:sqs:eu-west-1:123456789012:orders", "sqs"),
        (
            "arn:aws:states:eu-west-1:123456789012:stateMachine:pay",
            "step-functions",
        ),
        ('resource "aws_lambda_function" "resize" {}', "lambda"),
        ("AWS Glue keeps schemas.", "glue"),
        ("Amazon Polly reads the page aloud.", "polly"),
        ("Amazon Connect routes the call.", "connect"),
        ("Why does a cold start slow the first Lambda call?", "lambda"),
        (
            "Put the S3 events through Glue and query them with Athena.",
            "athena",
        ),
        ("Put the S3 events through Glue and query them with Athena.", "glue"),
        ("Encrypt the EBS volume with a KMS key.", "kms"),
        ("An ALB sends requests to EC2.", "alb"),
        ("An ALB sends requests to EC2.", "elastic-load-balancing"),
        ("NACLs are stateless, and a VPC may have many.", "nacl"),
        ("Is a NAT gateway bound to one VPC?", "nat-gateway"),
        ("Who may read the DynamoDB table? IAM decides.", "iam"),
        ("Record changes of S3 buckets with a Config rule.", "config"),
        (
            "AWS Systems Manager Parameter Store is free in its standard tier.",
            "parameter-store",
        ),
        ("AWS is Amazon's cloud.", "aws"),
    ],
)
def test_names_an_aws_topic(text: str, wanted: str) -> None:
    assert wanted in find_topics(text, [AWS])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kubectl get pods -A", "kubernetes"),
        ("Three K8s nodes share one pod network.", "kubernetes"),
        ("helm upgrade --install web ./chart", "helm"),
        ("Which kubectl plugin renders a Helm chart?", "helm"),
        ("What does docker-compose up do?", "docker-compose"),
        ("What does docker-compose up do?", "docker"),
        ("FROM scratch in a Dockerfile starts empty.", "docker"),
        ("Jenkinsfiles live in the repository.", "jenkins"),
        ("A GitHub Actions job runs on a fresh machine.", "github-actions"),
        ("git rebase -i HEAD~3", "git"),
        ("terraform plan shows the drift.", "terraform"),
        ("Ansible, Puppet and Chef all push configuration.", "chef"),
        ("CI/CD in one sentence?", "ci-cd"),
        ("Infrastructure as code: what for?", "infrastructure-as-code"),
        ("Scrape the kubelet with Prometheus.", "prometheus"),
        ("systemctl restart nginx", "systemd"),
        ("systemctl restart nginx", "nginx"),
        ("chmod 600 ~/.ssh/id_ed25519", "ssh"),
        ("Argo CD and kustomize: who renders?", "argo-cd"),
        ("What is a shebang?", "bash"),
        ("How is std::vector grown in C++?", "cpp"),
        ("A task written in Go", "go"),
    ],
)
def test_names_a_devops_topic(text: str, wanted: str) -> None:
    assert wanted in find_topics(text, [DEVOPS])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What is Lambda billed by?", "lambda"),
        ("Glue is billed by the DPU hour.", "glue"),
        ("Athena", "athena"),
        ("Which service should be used?\nInspector", "inspector"),
        ("When is Batch cheaper?", "batch"),
        ("Send the mails with SES.", "ses"),
        ("How do you trigger a lambda from a queue?", "lambda"),
        ("How large may the SCP be?", "organizations"),
        ("Which subnet has a route to the internet gateway?", "vpc"),
    ],
)
def test_a_page_of_the_field_lets_ordinary_words_be_products(
    text: str, wanted: str
) -> None:
    assert wanted in find_topics(text, [AWS], AWS_PAGE)


# --- ordinary words
# --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "How do you thicken a batch of soup?\nWhisk in egg yolks; translate it to the pot.",
        "Which glue holds oak best?\nHide glue. Glue the joint, clamp it, and let it rest.",
        "What is a lambda term?\nIn the lambda calculus, a variable, an abstraction or an application.",
        "What does λ mean in physics?\nLambda is the wavelength.",
        "sorted(names, key=lambda n: n.lower())",
        "Does Python compile a lambda?\nA lambda is compiled as any function is.",
        "What did Athena give to Perseus?\nA polished shield. Athena also favoured Odysseus.",
        "Why is the parrot in the cage called Polly?",
        "What does lex talionis mean?\nAn eye for an eye. Lex is the Latin word for law.",
        "May a judge see an artifact before trial?\nThe inspector keeps each artifact under seal.",
        "Which rank is higher?\nAn Inspector stands above a sergeant; a Detective may be either.",
        "What is a snowball sampling bias?\nSnowball samples follow acquaintances.",
        "How do you shield a microphone from wind?\nShield it with foam.",
        "What does ses mean in French?\nIt is the plural of son and sa: ses amis.",
        "How much RAM does a phone need?\nRAM holds running programs; Sam has 8 GB.",
        "What does a health insurance cover?\nConfig of the plan differs.",
        "How do you forecast rain?\nForecast models personalize nothing; they comprehend the air.",
        "Which colour has the aurora borealis?\nGreen. Aurora is also the Roman goddess of dawn.",
        "What is a unit step function?\nZero, then one. Step functions are piecewise constant.",
        "Which index lists forty German companies?\nThe DAX.",
        "What does a control tower say?\nThat the runway is clear. The Control Tower decides.",
        "How high is a glacier's edge?\nThe glacier calves there. Glacier ice is blue.",
        "Which lens of the organizations chart shows budgets?\nOrganizations plan budgets each year.",
        "What is the Amazon river's length?\nAbout 6,400 km. The Amazon rises in Peru.",
        "Who may connect a gas stove?\nConnect it only if you are licensed.",
        "What is a backup goalkeeper?\nBackup players sit on the bench.",
    ],
)
def test_ordinary_words_are_no_aws_topics(text: str) -> None:
    assert find_topics(text, [AWS], "various\nGeneral Knowledge") == ()


@pytest.mark.parametrize(
    "text",
    [
        "What is a helm made of?\nOak or steel. Helm and rudder move together; a pod of dolphins follows.",
        "Where does the fleet winter?\nIn the harbor, behind the shell of the old fort.",
        "How does a chef salt pasta water?\nA Chef uses ten grams of Salt for a litre.",
        "Who pulls the strings of a puppet?\nThe Puppet master.",
        "What did Prometheus steal?\nFire, from Zeus. Loki did worse.",
        "Who wrote The Trial?\nFranz Kafka. Kafka worked for an insurer.",
        "Which packer was faster, and who is the nomad?\nThe nomad, a vagrant too.",
        "How do bees swarm?\nA Swarm leaves with the old queen.",
        "Who was the consul of Rome?\nA Consul held office for a year.",
        "Where is gold kept?\nIn the vault; Vault doors weigh tons.",
        "What is a docker?\nA docker loads ships in port.",
        "Which sail is a spinnaker?\nThe big one. Spinnaker poles are carbon.",
        "Could we terraform Mars?\nTo terraform it takes ages.",
        "How does one bash a drum?\nDo not bash it: strike it.",
        "What makes a spark jump a gap?\nHigh voltage; go no nearer.",
        "What does the container hold?\nThe container holds tea. Containers stack.",
        "Which shell has the most electrons?\nThe outer shell of the atom.",
        "What is a jaeger?\nA sea bird. Jaeger means hunter.",
        "Who sang with Bocelli?\nKatherine Jenkins.",
        "Which reed is bamboo cut for?\nBamboo flutes use none; cut the cane and sort the ends.",
        "What does make up a flux?\nFlux is flow through an area.",
        "How do you make a cat top the list?\nFind the cat, sort the rest, cut the tail, kill the lights.",
        "What was Cassandra's curse?\nNobody believed Cassandra.",
        "Is a fedora a hat?\nYes. A Fedora has a pinched crown.",
        "Who keeps the shepherd's flannel?\nFlannel is woven wool.",
    ],
)
def test_ordinary_words_are_no_devops_topics(text: str) -> None:
    assert find_topics(text, [DEVOPS], "various\nGeneral Knowledge") == ()


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Translate the sentence below with care.", "translate"),
        ("Which code is the glue between two parts?", "glue"),
        ("Connect to the instance over SSH.", "connect"),
        ("Batch the writes to DynamoDB, 25 at a time.", "batch"),
        ("Keep the config file out of the AMI.", "config"),
        ("Give the instance more RAM.", "ram"),
        ("Shield the origin from direct requests.", "shield"),
        ("How does a health check mark a target?", "health"),
        ("The handler sorts with key=lambda row: row.id", "lambda"),
        ("Which artifact does CodeBuild upload?", "artifact"),
        ("Which organizations use more than one account?", "organizations"),
        (
            'A prompt such as "Translate it to French" has no example.',
            "translate",
        ),
        ("Make a Backup Before You Connect To Production", "connect"),
    ],
)
def test_a_page_of_the_field_does_not_turn_every_word_into_a_product(
    text: str, unwanted: str
) -> None:
    assert unwanted not in find_topics(text, [AWS], AWS_PAGE)


@pytest.mark.parametrize(
    "text",
    ["xEC2", "EC2x", "sqsd", "relambda", "gitology", "kubernetesque", "S 3"],
)
def test_only_whole_words_count(text: str) -> None:
    assert find_topics(text, BOTH) == ()


@pytest.mark.parametrize(
    "text",
    [
        "You may step. Functions follow.",
        "Secrets\n\nManager",
        "Use an API. Gateway closed.",
    ],
)
def test_an_alias_does_not_reach_across_sentences_or_paragraphs(
    text: str,
) -> None:
    assert find_topics(text, [AWS], AWS_PAGE) == ("aws",)


def test_the_longest_alias_wins() -> None:
    assert find_topics("EC2 Image Builder", [AWS]) == ("image-builder",)


def test_topics_come_in_order_of_appearance_and_once() -> None:
    text = "S3, then SQS, then docker run; S3 again, kubectl last"
    found = ("s3", "sqs", "docker", "kubectl", "kubernetes")
    assert find_topics(text, BOTH) == find_topics(text, BOTH[::-1]) == found


# --- what a page's place says
# ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "implied"),
    [
        (DOCKER_PAGE, ("docker",)),
        ("helm/basics\nHelm Interview Questions: Basics", ("helm",)),
        ("interview-questions/helm/basics\nHelm Questions", ("helm",)),
        ("aws/lambda\nLambda", ("lambda", "aws")),
        ("databases\nAmazon DynamoDB", ("dynamodb",)),
        ("aws/developer\nAWS Developer Interview Questions", ("aws",)),
        ("devops\nDevOps Interview Questions", ("devops",)),
        ("tools\nDocker and Kubernetes", ()),
        ("sailing/helm\nThe Helm", ()),
        ("cooking\nQuestions of a Chef", ()),
        ("python\nLambda Functions", ()),
        ("mythology\nAthena", ()),
        ("", ()),
        ("\n", ()),
    ],
)
def test_a_place_implies_its_one_topic(
    place: str, implied: tuple[str, ...]
) -> None:
    assert find_topics("What does the flag do?", BOTH, place) == implied


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("aws/developer\nBasics", ["aws"]),
        ("notes\nAWS Certified Cloud Practitioner", ["aws"]),
        ("notes\nSAA-C03", ["aws"]),
        ("dynamodb\nQuestions", ["aws"]),
        ("aws/devops-engineer\nAWS DevOps Engineer", ["aws", "devops"]),
        (DOCKER_PAGE, ["devops"]),
        ("helm/basics\nHelm Interview Questions", ["devops"]),
        ("sre\nOn call", ["devops"]),
        ("cooking\nThe Chef and his Glue", []),
        ("sailing\nAt the Helm", []),
        ("python/basics\nPython Interview Questions", []),
        ("laws\nSentences", []),
        ("", []),
    ],
)
def test_folder_and_title_choose_vocabularies(
    place: str, names: list[str]
) -> None:
    assert [chosen.name for chosen in choose_vocabularies(BOTH, place)] == names


# --- vocabularies
# ----------------------------------------------------------------------------------------


def test_the_simplest_vocabulary() -> None:
    docker = vocabulary("docker: Docker, Dockerfile")
    assert docker.topics == ("docker",)
    assert find_topics("Three dockerfiles, one DOCKER", [docker]) == ("docker",)
    assert find_topics("dockery", [docker]) == ()


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("ci-cd:", "A CI CD server", ("ci-cd",)),
        ("ci-cd:", "A CI, CD server", ()),
        ("git: =Git", "Git", ("git",)),
        ("git: =Git", "git", ()),
        ("cs: C#", "Written in C#.", ("cs",)),
        ("cs: C#", "Vitamin C", ()),
        ("cello: ?Bow", "Take a Bow", ()),
        ("cello: ?Bow, endpin", "The endpin and the Bow", ("cello",)),
        ("cello: ?Bow, endpin\n!general: cello", "The Bow", ()),
        ("bow + cello: bow", "a bow", ("bow", "cello")),
        ("reed: reed\n!ordinary: reed bed", "a reed bed", ()),
        ("tea: tea,\n   chai # spiced", "chai", ("tea",)),
        ("# all\n\n  \ntea: tea # hot", "hot", ()),
        ("!code: import {}\nsys: @sys", "import sys", ("sys",)),
        ("!code: import {}\nsys: @sys", "sys", ()),
        ("!field: Music\ncello: ?Bow", "Music for the Bow", ("music", "cello")),
        ("žito: žito", "Žito a pšenice", ("žito",)),
        ("\ufefftea: tea\r\nbun: bun\r\n", "bun", ("bun",)),
    ],
)
def test_each_part_of_the_format(
    line: str, text: str, found: tuple[str, ...]
) -> None:
    assert find_topics(text, [vocabulary(line)]) == found


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("docker", 1, "colon"),
        ("ok: ok\n\nno colon here", 3, "colon"),
        ("!wrong: x", 1, "!wrong"),
        (": x", 1, "tag"),
        ("two words: x", 1, "two words"),
        ("a +: x", 1, "tag"),
        ("tea: ???", 1, "???"),
        ("tea: @", 1, "@"),
        ("!code: import", 1, "template"),
        ("ok: ok\n!ordinary: --", 2, "--"),
    ],
)
def test_a_bad_line_is_told_and_left_out(
    text: str, line: int, part: str
) -> None:
    parsed, errors = parse_vocabulary(text + "\nlast: last", "mine")
    assert [error.span and error.span.line for error in errors] == [line]
    assert part in errors[0].message
    assert errors[0].help
    assert find_topics("last", [parsed]) == ("last",)


def test_packaged_vocabularies_are_complete_and_without_errors() -> None:
    assert packaged_names() == ("aws", "devops")
    assert len(AWS.topics) > 250
    assert len(DEVOPS.topics) > 150
    assert all(
        slug == slug.lower() and not slug.startswith(("aws-", "amazon-"))
        for slug in AWS.topics
    )
    with pytest.raises(KeyError):
        packaged_vocabulary("../topics")


# --- always
# ----------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "EC2",
        "S3",
        "Lambda",
        "glue",
        "Glue",
        "docker",
        "git",
        "pod",
        "AWS",
        "the",
        ".",
        ",",
        "\n",
        "::",
    ]
)


@given(st.text(), st.text(), st.text())
def test_never_raises(file: str, text: str, place: str) -> None:
    mine, _ = parse_vocabulary(file, "mine")
    for topics in (
        find_topics(text, [mine, *BOTH], place),
        find_topics(file, [mine], text),
    ):
        assert len(set(topics)) == len(topics)


@given(st.text(alphabet="!:?=@{}*+#,ab \n-é", max_size=60))
def test_any_vocabulary_file_is_read(file: str) -> None:
    mine, errors = parse_vocabulary(file, "mine")
    find_topics(file, [mine], file)
    assert all(error.span and error.message and error.help for error in errors)


@given(st.lists(WORDS, max_size=12))
def test_the_order_of_vocabularies_does_not_matter(words: list[str]) -> None:
    text = " ".join(words)
    assert set(find_topics(text, BOTH, AWS_PAGE)) == set(
        find_topics(text, BOTH[::-1], AWS_PAGE)
    )


@given(
    st.sampled_from(["EC2", "DynamoDB", "kubectl", "nginx", "SQS"]),
    st.characters(categories=["L", "Nd"]),
)
def test_a_letter_beside_a_name_makes_it_another_word(
    name: str, letter: str
) -> None:
    assert find_topics(letter + name, BOTH) == ()
    assert letter in "sS" or find_topics(name + letter, BOTH) == ()


def test_large_decks_are_quick() -> None:
    text = (
        "How does the SQS queue call a Lambda function, and where does the service keep its state? "
        * 5
    )
    started = time.process_time()
    for n in range(300):
        find_topics(f"{text}{n}", BOTH, AWS_PAGE)
    assert time.process_time() - started < 1.0

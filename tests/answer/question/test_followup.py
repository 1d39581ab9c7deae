import pytest

from answer.question.followup import leans, resolve
from answer.question.understanding import Understanding
from corpus.catalogue import load_catalogue
from corpus.settings import DEFAULT_TRANSCRIPTS

UNDERSTANDING = Understanding(load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml"))
LEANING = """
为什么呢？
Jeff 怎么说？
What did Noam say?
能举个例子吗？
他是怎么解释的？
具体怎么做到的？
还有谁提到过？
诺姆呢？
Jeff 同意他吗？
那这对创业公司意味着什么？
这要花多少钱？
它什么时候发布？
這個數字是多少？
他後來去了哪裡？
有多大？
別人怎麼看？
那篇论文讲了什么？
他们是怎么发现的？
这种方法有什么缺点？
其中哪一个最重要？
前者有什么好处？
Why?
Why not?
How so?
Can you give an example?
What else did he say?
Who disagreed?
When was that?
How long did it take?
Did Jeff agree with him?
What does he mean by that?
And the other one?
Is that still true today?
What about synthetic data?
How does Noam see it?
Which one is faster?
Does he give a number?
What was her answer?
And what are the risks of doing so?
Is there a downside?
How did they get there?
Was he surprised by this?
Could you say more about it?
What would that look like?
"""
ALONE = """
主持人問 Sebastian 在哪裡長大，他怎麼說？
Sebastian 在哪里上的大学，他学的什么专业？
Noam 怎么看他自己当年发明的 Transformer？
预训练团队有多少人？
Gemini 3 为什么这么强？
合成数据有什么风险？
长上下文会不会取代 RAG？
Jeff Dean 对延迟的看法是什么？
模型蒸馏是什么？它有什么用？
Flash 和 Pro 有什么区别？
谁提到了 AlphaFold？
谷歌这家公司有什么优势？
DeepMind 的预训练团队怎么分工？
他们为什么说数据正在变得有限？
Transformer 這個架構還能撐多久？
What is distillation and why does it matter?
Where did Sebastian grow up and what did he study there?
Is it true that scaling laws are dead?
What did Noam say about that famous paper, Attention Is All You Need?
How do they evaluate models during pre-training?
What makes Gemini 3 better than its predecessor?
Who invented the Transformer and how did they come up with it?
Is there a wall for pre-training?
What does it take to train a model of that size?
Why does latency matter to Jeff Dean?
Do reasoning models think longer when the problem is hard?
What are the benefits of having TPUs in house?
Which benchmark does Oriol trust, and why does he trust it?
How many people work on Gemini?
Did anyone mention Claude?
What happened to LaMDA after that demo in 2021?
Will we run out of data soon?
Changing the topic: why is he against filtering?
By the way, who is the host?
"""


@pytest.mark.parametrize("text", LEANING.strip().splitlines())
def test_a_question_leans_on_the_one_before(text: str) -> None:
    assert leans(UNDERSTANDING.question(text))


@pytest.mark.parametrize("text", ALONE.strip().splitlines())
def test_a_question_stands_alone(text: str) -> None:
    assert not leans(UNDERSTANDING.question(text))


def test_a_follow_up_takes_on_what_was_asked_before() -> None:
    question = resolve(UNDERSTANDING, "And what did Jeff say about that?", ["What did Noam say about latency?"])
    assert [person.name for person in question.people] == ["Jeff Dean"]
    assert "latenc" in question.terms


def test_a_bare_why_is_about_the_question_before() -> None:
    question = resolve(UNDERSTANDING, "为什么？", ["合成数据要注意什么？"])
    assert question.focus_terms == ("合成", "数据", "注意")


def test_a_bare_name_is_about_the_question_before() -> None:
    question = resolve(UNDERSTANDING, "Noam 怎么说？", ["为什么合成数据难用？"])
    assert [person.name for person in question.people] == ["Noam Shazeer"]
    assert question.content == question.focus == "为什么合成数据难用？"


def test_a_new_topic_is_not_dragged_down_by_the_old_one() -> None:
    question = resolve(UNDERSTANDING, "预训练团队有多少人？", ["What did Noam say about latency?"])
    assert question.people == ()
    assert "latenc" not in question.terms

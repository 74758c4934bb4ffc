"""What an answer is called in languages other than English, as parts of patterns."""

from __future__ import annotations

# The word for an answer in other languages, as those who translate question banks write
# it.
ANSWER_WORDS = (
    "respuestas?|respostas?|réponses?|antwort(?:en)?|antwoord|risposta|risposte"
    "|răspuns|svar|vastaus|válasz|odpověď"
    "|odpowiedź|odgovor|cevap|yanıt|jawaban|javob|đáp án|trả lời|përgjigja|ответы?"
    "|відповідь|отговор|одговор|απάντηση"
    "|პასუხი|答案|回答|答え|解答|正解|정답|답변|คำตอบ|उत्तर|ال[اإ]جاب[ةه]|جواب|پاسخ|תשובה"
)
_SOLUTION_WORDS = (
    "lösung(?:en)?|solución|soluciones|solução|soluzione|corrigé|решение"
    "|解析|해설|الحل"
)
# What opens an answer, or stands over it: "ver la respuesta".
ANSWERS_ELSEWHERE = (
    "(?:ver |mostrar |voir |afficher |показать |посмотреть "
    "|点击|點擊|查看|显示|展开|參考|参考)*"
    "(?:la |a |die |les |las )?"
    f"(?:{ANSWER_WORDS}|{_SOLUTION_WORDS})(?:解析| anzeigen| correcta| correcte"
    f"| modelo| الصحيحة)?"
)

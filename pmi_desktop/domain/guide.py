"""What the guide asks a team, in our words: what each score means, and the questions about the school's identity.

After Guía 34 and how the Secretarías use it (``domain.md`` 2.4 and 2.6); nothing here is quoted.
"""

from collections.abc import Mapping

SCORE_MEANINGS: Mapping[str, Mapping[int, str]] = {
    "urgency": {
        1: "Puede esperar: no afecta el trabajo de este año.",
        2: "Conviene atenderlo en uno o dos años.",
        3: "Hay que atenderlo dentro de este plan.",
        4: "Hay que empezar este mismo año.",
        5: "No da espera: cada semana que pasa hace daño.",
    },
    "trend": {
        1: "Va mejorando por sí solo.",
        2: "Seguirá más o menos igual.",
        3: "Empeorará poco a poco.",
        4: "Empeorará pronto si nadie hace nada.",
        5: "Ya está empeorando, y rápido.",
    },
    "impact": {
        1: "Toca a pocas personas y casi no se nota en los resultados.",
        2: "Toca a una sede o a un grupo pequeño.",
        3: "Toca a varias sedes o a todo un nivel.",
        4: "Pesa en el aprendizaje, la asistencia o la convivencia de casi todos.",
        5: "De esto dependen los resultados de toda la escuela.",
    },
}
"""What 1 to 5 mean for each score of a critical factor, by the field's name."""

IDENTITY_QUESTIONS: tuple[str, ...] = (
    "¿La misión dice lo que hoy hacemos y para quiénes lo hacemos?",
    "¿La visión dice cómo queremos estar en unos años, y en cuáles?",
    "¿Las familias, los estudiantes y los docentes de todas las sedes conocen la misión y la visión?",
    "¿Los principios y los valores se notan en la vida diaria de cada sede? ¿En qué?",
    "¿El PEI guía lo que hacemos, o es un documento que se guarda? ¿Cuándo se revisó por última vez?",
    "¿El modelo pedagógico que está escrito es el que se practica en las aulas multigrado?",
    "¿Qué ha cambiado en las veredas en los últimos años: trabajo, familias, caminos, conectividad, riesgos?",
    "¿Atendemos a todos los niños, niñas y jóvenes, también a quienes tienen una discapacidad o llegan de otro lugar?",
    "¿Qué nos dicen los resultados de las pruebas, la asistencia, la repitencia y la deserción?",
    "¿Qué quieren las familias y los estudiantes que la escuela sea dentro de tres años?",
)
"""The supporting questions for the review of identity and context."""

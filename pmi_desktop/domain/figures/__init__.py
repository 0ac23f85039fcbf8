"""What is computed from a plan and never stored: exact decimals, halves up.

``profile`` and ``comparison`` of assessments, ``priorities`` of factors, ``progress`` of indicators, ``execution`` of
goals, ``budget``, and what is ``due``. The rules are those of the interchange file («Derived figures»).
"""

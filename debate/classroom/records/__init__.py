"""What stays of a class: a page for each student, tables and statements for the teacher. It ranks nobody and knows no
times."""

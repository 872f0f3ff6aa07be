"""Groups from tables: a file is read, each line becomes a row or remarks, the rows are loaded, all of it reported.

`reading` opens CSV and XLSX, `native` and `ukcat` know the columns of the two formats, `loading` writes,
`report` says what became of each line.
"""

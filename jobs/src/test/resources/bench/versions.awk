# Counts requests (IIS) and handshakes (SMTP) per TLS version: what a first look with mawk tells.
BEGIN {
  name["4"] = "SSL 2.0"; name["10"] = "SSL 3.0"; name["40"] = "TLS 1.0"
  name["100"] = "TLS 1.1"; name["400"] = "TLS 1.2"; name["1000"] = "TLS 1.3"
  name["SSL2"] = "SSL 2.0"; name["SSL3"] = "SSL 3.0"; name["TLS1"] = "TLS 1.0"; name["TLS1_0"] = "TLS 1.0"
  name["TLS1_1"] = "TLS 1.1"; name["TLS1_2"] = "TLS 1.2"; name["TLS1_3"] = "TLS 1.3"
}
FNR == 1 { column = 0 }
/^#/ {
  if ($1 == "#Fields:")
    for (i = 2; i <= NF; i++)
      if ($i == "crypt-protocol") column = i - 1
  next
}
column { count[$column]++; next }
match($0, /SP_PROT_[A-Z0-9_]+_(SERVER|CLIENT)/) { count[substr($0, RSTART + 8, RLENGTH - 15)]++ }
END { for (code in count) if (code in name) print count[code], name[code] }
